package trailbench.ui.fx;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Trouble;
import trailbench.work.WorkWords;

/// The words of one package, from `messages.properties` (English) and `messages_zh_CN.properties` beside its classes.
///
/// Texts with arguments follow [MessageFormat]: write ’ for an apostrophe, and `{0,number}` for a number with grouping.
/// A missing key is a programming error and fails loudly.
public final class Messages {
    private final ResourceBundle bundle;
    private final WorkWords work;

    private Messages(ResourceBundle bundle) {
        this.bundle = bundle;
        this.work = new WorkWords(locale());
    }

    /// @param neighbour any class of the package whose words are wanted
    public static Messages of(Class<?> neighbour, Locale locale) {
        ResourceBundle.Control noOtherLanguage = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        String name = neighbour.getPackageName() + ".messages";
        return new Messages(ResourceBundle.getBundle(name, locale, neighbour.getClassLoader(), noOtherLanguage));
    }

    public String text(String key) {
        return bundle.getString(key);
    }

    public String text(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale()).format(arguments);
    }

    /// What long work is doing, in this language.
    public String phase(Phase phase) {
        return work.phase(phase);
    }

    /// What went wrong, in this language where it has words for it.
    public String fault(Throwable fault) {
        return fault instanceof Fault known ? trouble(known.trouble()) : String.valueOf(fault.getMessage());
    }

    public String trouble(Trouble trouble) {
        return work.trouble(trouble);
    }

    /// True if the bundle knows the key: for words that belong to values found in files.
    public boolean knows(String key) {
        return bundle.containsKey(key);
    }

    public Locale locale() {
        return bundle.getLocale().getLanguage().isEmpty() ? Locale.ENGLISH : bundle.getLocale();
    }

    /// For FXML's `%key`.
    public ResourceBundle bundle() {
        return bundle;
    }
}
