package trailbench.format;

import java.util.List;
import java.util.Map;
import trailbench.work.Trouble;

/// A document between text and records.
///
/// `line` counts from 1 and is 0 where the tree was made from records.
sealed interface Tree {
    int line();

    /// What it is, in the user's words.
    Trouble what();

    /// @param values in the order of the document
    record Fields(Map<String, Tree> values, int line) implements Tree {
        @Override
        public Trouble what() {
            return Trouble.said("a group of fields");
        }
    }

    record Items(List<Tree> values, int line) implements Tree {
        @Override
        public Trouble what() {
            return Trouble.said("a list");
        }
    }

    record Text(String value, int line) implements Tree {
        @Override
        public Trouble what() {
            return Trouble.said("\"%s\"", value);
        }
    }

    /// @param digits as they stand in the document; `NaN`, `Infinity` and `-Infinity` are numbers too
    record Number(String digits, int line) implements Tree {
        @Override
        public Trouble what() {
            return Trouble.said(digits);
        }
    }

    record Truth(boolean value, int line) implements Tree {
        @Override
        public Trouble what() {
            return Trouble.said(Boolean.toString(value));
        }
    }

    record Nothing(int line) implements Tree {
        @Override
        public Trouble what() {
            return Trouble.said("nothing");
        }
    }
}
