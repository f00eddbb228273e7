package trailbench.work;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/// What long work says of itself, in a language. The words stand in `messages.properties` beside this package; window and command line read
/// them here.
public final class WorkWords {
    static final WorkWords ENGLISH = new WorkWords(Locale.ENGLISH);

    private final ResourceBundle bundle;
    private final Sentences sentences;

    public WorkWords(Locale locale) {
        ResourceBundle.Control noOtherLanguage = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        bundle = ResourceBundle.getBundle("trailbench.work.messages", locale, WorkWords.class.getClassLoader(), noOtherLanguage);
        sentences = Sentences.in(bundle.getLocale());
    }

    public String phase(Phase phase) {
        String words = said("phase." + kebab(phase.kind()), phase.about());
        return phase.epoch().map(epoch -> said("phase.of-epoch", List.of(epoch.toString(), words))).orElse(words);
    }

    public String trouble(Trouble trouble) {
        if (trouble.kind() == Trouble.Kind.SAID) {
            List<String> values = trouble.about().stream().skip(1).map(value -> part(value, trouble)).toList();
            return Sentences.fill(sentences.of(trouble.about().getFirst()), values);
        }
        return said("trouble." + kebab(trouble.kind()), trouble.about().stream().map(about -> part(about, trouble)).toList());
    }

    /// What a trouble speaks of: a name or a number, which is the same everywhere, or another trouble.
    private String part(String english, Trouble of) {
        return of.parts().stream().filter(part -> part.toString().equals(english)).findFirst().map(this::trouble).orElse(english);
    }

    private String said(String key, List<String> about) {
        return new MessageFormat(bundle.getString(key), bundle.getLocale()).format(about.toArray());
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
