package dev.stampede.local.store.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads CloudFormation YAML. Short forms such as {@code !Sub x} become long forms such as {@code {"Fn::Sub": x}}. */
final class Yaml {

    private static final List<String> SHORT_FORMS = List.of("And", "Base64", "Cidr", "Condition", "Equals", "FindInMap",
            "GetAZs", "GetAtt", "If", "ImportValue", "Join", "Length", "Not", "Or", "Ref", "Select", "Split", "Sub",
            "ToJsonString", "Transform");

    private Yaml() {}

    static Map<String, Object> read(Path file) {
        var settings = LoadSettings.builder().setLabel(file.toString()).build();
        try (var reader = Files.newBufferedReader(file)) {
            return switch (new Load(settings, new Constructor(settings)).loadFromReader(reader)) {
                case Map<?, ?> map -> Values.textKeys(map);
                case null, default -> throw new TemplateException(file + " is not a mapping");
            };
        } catch (YamlEngineException malformed) {
            throw new TemplateException(file + " is not valid YAML: " + malformed.getMessage(), malformed);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static final class Constructor extends StandardConstructor {

        Constructor(LoadSettings settings) {
            super(settings);
            for (var name : SHORT_FORMS) {
                var longForm = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
                tagConstructors.put(new Tag("!" + name), node -> Map.of(longForm, content(longForm, node)));
            }
        }

        private Object content(String function, Node node) {
            return switch (node) {
                case ScalarNode scalar when function.equals("Fn::GetAtt") ->
                        List.of((Object[]) constructScalar(scalar).split("\\.", 2));
                case ScalarNode scalar -> constructScalar(scalar);
                case SequenceNode sequence -> constructSequence(sequence);
                case MappingNode mapping -> constructMapping(mapping);
                default -> throw new TemplateException(function + ": unexpected " + node.getNodeType());
            };
        }
    }
}
