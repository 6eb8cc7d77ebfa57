package software.amazon.awssdk.regions;

import java.net.URL;
import java.net.URLClassLoader;

/** A class from the SDK's jar that the project has replaced. Loads everything else as usual. */
final class SdkClass extends URLClassLoader {

    private final String name;

    SdkClass(String name) {
        super(new URL[] {Region.class.getProtectionDomain().getCodeSource().getLocation()},
                SdkClass.class.getClassLoader());
        this.name = name;
    }

    Object newInstance() throws ReflectiveOperationException {
        return loadClass(name).getConstructor().newInstance();
    }

    @Override
    protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
        if (!wanted.equals(name)) {
            return super.loadClass(wanted, resolve);
        }
        var loaded = findLoadedClass(wanted);
        return loaded == null ? findClass(wanted) : loaded;
    }
}
