package dev.stampede.e2e;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The classes that the code in a jar needs of the libraries that the jar has only a part of. A client of the SDK refers to the
 * classes of all its operations, so it is followed by the methods that are called; every other class is followed as a whole.
 * What is looked up by name is not found.
 */
final class NeededClasses {

    private static final String CLASS = ".class";
    private static final String OURS = "dev/stampede/";
    private static final String SERVICES = "software/amazon/awssdk/services/";
    private static final Pattern CLIENT = Pattern.compile(SERVICES + "\\w+/([\\w/]+/)?\\w+(Client|Presigner)");
    /** Casts the request of each operation, of which it handles one at a time. */
    private static final String INTERCEPTOR = "ResolveEndpointInterceptor";
    private static final String MODEL = "/model/";
    private static final List<String> LIBRARIES = List.of("com/amazonaws/services/lambda/runtime/events/",
            "com/github/benmanes/caffeine/", "org/apache/lucene/");

    private final JarFile jar;
    /** The libraries that the jar has, by the beginnings of their classes' names; each service is one. */
    private final Set<String> libraries;
    private final Map<String, Optional<ClassModel>> classes = new HashMap<>();
    private final Set<Needed> seen = new HashSet<>();
    private final Deque<Needed> open = new ArrayDeque<>();
    private final Map<String, String> missing = new TreeMap<>();

    /** A class, or of a client one method. @param method empty for the whole class */
    private record Needed(String type, String method) {}

    private NeededClasses(JarFile jar) {
        this.jar = jar;
        this.libraries = names().map(NeededClasses::library).flatMap(Optional::stream).collect(toSet());
    }

    /** The classes that the jar lacks, each with one that refers to it. */
    static Map<String, String> missing(JarFile jar) {
        return new NeededClasses(jar).search();
    }

    private Map<String, String> search() {
        names().filter(name -> name.startsWith(OURS)).forEach(name -> all(find(name).orElseThrow(), name));
        while (!open.isEmpty()) {
            follow(open.remove());
        }
        return missing;
    }

    private Stream<String> names() {
        return jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(CLASS))
                .map(name -> name.substring(0, name.length() - CLASS.length()));
    }

    private static Optional<String> library(String name) {
        if (name.startsWith(SERVICES)) {
            return Optional.of(name.substring(0, name.indexOf('/', SERVICES.length()) + 1));
        }
        return LIBRARIES.stream().filter(name::startsWith).findFirst();
    }

    private void follow(Needed needed) {
        var found = find(needed.type());
        if (found.isEmpty()) {
            return;
        }
        var type = found.get();
        if (needed.method().isEmpty()) {
            all(type, needed.type());
            return;
        }
        type.superclass().ifPresent(parent -> type(parent.asInternalName(), needed.type()));
        type.interfaces().forEach(parent -> type(parent.asInternalName(), needed.type()));
        type.methods().stream().filter(method -> method.methodName().equalsString(needed.method())
                || method.methodName().equalsString("<clinit>")).forEach(method -> code(method, needed.type()));
    }

    private Optional<ClassModel> find(String name) {
        return classes.computeIfAbsent(name, _ -> {
            var entry = jar.getEntry(name + CLASS);
            if (entry == null) {
                return Optional.empty();
            }
            try (var bytes = jar.getInputStream(entry)) {
                return Optional.of(ClassFile.of().parse(bytes.readAllBytes()));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
    }

    private void all(ClassModel type, String from) {
        for (var entry : type.constantPool()) {
            if (entry instanceof ClassEntry other) {
                type(other.asInternalName(), from);
            } else if (entry instanceof MemberRefEntry member) {
                member(member.owner().asInternalName(), member.name().stringValue(), from);
            }
        }
    }

    private void code(MethodModel method, String from) {
        method.code().ifPresent(code -> code.forEach(element -> {
            switch (element) {
                case InvokeInstruction call -> member(call.owner().asInternalName(), call.name().stringValue(), from);
                case FieldInstruction field -> type(field.owner().asInternalName(), from);
                case NewObjectInstruction created -> type(created.className().asInternalName(), from);
                case TypeCheckInstruction cast -> type(cast.type().asInternalName(), from);
                case ExceptionCatch caught ->
                        caught.catchType().ifPresent(type -> type(type.asInternalName(), from));
                case InvokeDynamicInstruction lambda -> lambda.bootstrapArgs().forEach(each -> constant(each, from));
                default -> {
                }
            }
        }));
    }

    private void constant(ConstantDesc constant, String from) {
        switch (constant) {
            case DirectMethodHandleDesc handle -> member(name(handle.owner()), handle.methodName(), from);
            case MethodTypeDesc signature -> {
                type(name(signature.returnType()), from);
                signature.parameterList().forEach(parameter -> type(name(parameter), from));
            }
            default -> {
            }
        }
    }

    /** The internal name; of an array and a primitive type, another text. */
    private static String name(ClassDesc type) {
        var descriptor = type.descriptorString();
        return descriptor.substring(descriptor.startsWith("L") ? 1 : 0, descriptor.length() - 1);
    }

    private void member(String owner, String name, String from) {
        if (CLIENT.matcher(owner).matches()) {
            need(new Needed(owner, name), from);
            // The interface's operations are called on the implementation, which the interface's builder creates.
            var implementation = owner.replaceFirst("/(?!Default)(\\w+)$", "/Default$1");
            if (find(implementation).isPresent()) {
                need(new Needed(implementation, name), from);
            }
        } else {
            type(owner, from);
        }
    }

    private void type(String name, String from) {
        if (!CLIENT.matcher(name).matches() && !(from.endsWith(INTERCEPTOR) && name.contains(MODEL))) {
            need(new Needed(name, ""), from);
        }
    }

    private void need(Needed needed, String from) {
        if (library(needed.type()).filter(libraries::contains).isPresent() && seen.add(needed)) {
            if (find(needed.type()).isEmpty()) {
                missing.put(needed.type(), from);
            }
            open.add(needed);
        }
    }
}
