package trailbench.log;

/// How far a proposal can be trusted.
public enum Confidence {
    /// Nothing else fits.
    CERTAIN("certain"),
    /// Something else would fit too, but hardly.
    LIKELY("likely"),
    /// Please check.
    GUESS("a guess"),
    /// No proposal: somebody has chosen it.
    CHOSEN("chosen");

    private final String word;

    Confidence(String word) {
        this.word = word;
    }

    /// In English.
    public String word() {
        return word;
    }

    /// By a share that speaks for the proposal, 0 to 1.
    static Confidence of(double share) {
        return share >= 0.99 ? CERTAIN : share >= 0.8 ? LIKELY : GUESS;
    }
}
