package trailbench.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLParser;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Jackson's tokens to a tree with line numbers.
///
/// Refuses what could blow up or surprise: nesting beyond [#MAX_DEPTH], repeated fields, YAML anchors and aliases.
record TreeReader(JsonParser parser, String source) {
    private static final int MAX_DEPTH = 64;

    Tree document() {
        try {
            parser.nextToken();
            Tree tree = tree(0);
            if (parser.nextToken() != null) {
                throw wrong("the document goes on after its end. One document a file");
            }
            return tree;
        } catch (JacksonException unreadable) {
            int line = unreadable.getLocation() == null ? 0 : unreadable.getLocation().getLineNr();
            String problem = unreadable.getOriginalMessage().lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse("unreadable");
            throw line > 0
                    ? new Fault.Request("%s line %s cannot be read: %s. Mend the text there", source, line, problem, unreadable)
                    : new Fault.Request("%s cannot be read: %s. Mend the text there", source, problem, unreadable);
        }
    }

    private Tree tree(int depth) {
        if (depth > MAX_DEPTH) {
            throw wrong("fields are nested more than %s deep", MAX_DEPTH);
        }
        if (parser instanceof YAMLParser yaml && (yaml.isCurrentAlias() || yaml.getObjectId() != null)) {
            throw wrong("anchors and aliases (& and *) are not taken here. Write the value out");
        }
        JsonToken token = parser.currentToken();
        int line = parser.currentTokenLocation().getLineNr();
        return switch (token) {
            case null -> new Tree.Fields(Map.of(), 1);
            case START_OBJECT -> fields(depth, line);
            case START_ARRAY -> items(depth, line);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Tree.Number(parser.getString(), line);
            case VALUE_TRUE, VALUE_FALSE -> new Tree.Truth(token == JsonToken.VALUE_TRUE, line);
            case VALUE_NULL -> new Tree.Nothing(line);
            default -> new Tree.Text(parser.getString(), line);
        };
    }

    private Tree fields(int depth, int line) {
        Map<String, Tree> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (fields.containsKey(name)) {
                throw wrong("field %s stands twice in one group", name);
            }
            parser.nextToken();
            fields.put(name, tree(depth + 1));
        }
        return new Tree.Fields(fields, line);
    }

    private Tree items(int depth, int line) {
        List<Tree> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(tree(depth + 1));
        }
        return new Tree.Items(items, line);
    }

    private Fault.Request wrong(String sentence, Object... values) {
        return new Fault.Request("%s line %s: %s", source, parser.currentTokenLocation().getLineNr(), Trouble.said(sentence, values));
    }
}
