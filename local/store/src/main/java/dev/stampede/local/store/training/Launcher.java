package dev.stampede.local.store.training;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Starts a program whose classes are in directories. An AOT cache is for a class path of files: with directories, and so
 * with classes that change with each edit, there is none. This class, in a file of its own, loads them itself, so the cache
 * is for the libraries and fits every later class path that begins with them. It uses nothing but the JDK.
 */
public final class Launcher {

    private Launcher() {}

    /** @param arguments a class path of directories, the name of the main class, and the arguments of its main method */
    public static void main(String[] arguments) throws Exception {
        var loader = new URLClassLoader(
                Pattern.compile(File.pathSeparator, Pattern.LITERAL).splitAsStream(arguments[0]).map(Launcher::url)
                        .toArray(URL[]::new),
                Launcher.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        var main = Class.forName(arguments[1], true, loader).getMethod("main", String[].class);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(arguments, 2, arguments.length));
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() instanceof Exception fault ? fault : thrown;
        }
    }

    private static URL url(String directory) {
        try {
            return Path.of(directory).toUri().toURL();
        } catch (MalformedURLException notFound) {
            throw new IllegalArgumentException(directory, notFound);
        }
    }
}
