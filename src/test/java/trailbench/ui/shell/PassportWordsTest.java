package trailbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trailbench.evaluation.Passport;
import trailbench.evaluation.Ties;
import trailbench.sequence.Cases;
import trailbench.sequence.ColdItems;
import trailbench.sequence.LeakCount;
import trailbench.sequence.LeakFinding;
import trailbench.sequence.LeakKind;
import trailbench.sequence.Leaks;
import trailbench.sequence.Split;
import trailbench.sequence.SplitFacts;

class PassportWordsTest {
    private static final Passport SHOP = new Passport(
            new SplitFacts.LeaveOneOut(true, 2_115, 1_204), Cases.Part.TEST, 3_184, new Passport.Seen(true, 16_842), Ties.EXPECTED, 41_322, "39094518");
    private static final SplitFacts AT_INSTANTS =
            new SplitFacts.Temporal(Instant.parse("2011-10-01T00:00:00.5Z"), Instant.parse("2011-11-01T12:30:00Z"), true, 7);

    @Test
    void passportIsSaidInEnglish() {
        assertEquals(
                "Test · leave-one-out: each user’s last basket is the test, the one before it the validation;"
                        + " 2,115 users with fewer than 3 baskets train only; 1,204 training events are later than another user’s test · all 3,184 items · seen items excluded (16,842 targets among them)"
                        + " · ties at their expected rank · 41,322 cases · data 39094518",
                new PassportWords(Locale.ENGLISH).line(SHOP));
    }

    @Test
    void passportIsSaidInChinese() {
        assertEquals(
                "测试 · 留一法：每个用户的最后一个购物篮用于测试，倒数第二个用于验证；2,115 个用户不足 3 个购物篮，只用于训练；1,204 个训练事件晚于其他用户的测试"
                        + " · 全部 3,184 个物品 · 排除已见物品（其中 16,842 个是目标） · 同分取期望名次 · 41,322 个样本 · 数据 39094518",
                new PassportWords(Locale.SIMPLIFIED_CHINESE).line(SHOP));
    }

    @Test
    void splitByTimeNamesItsInstants() {
        assertEquals(
                "temporal: validation from 2011-10-01 00:00:00 UTC, test from 2011-11-01 12:30:00 UTC, for all users, cut between baskets;"
                        + " 7 held-out events have no history and are no cases",
                new PassportWords(Locale.ENGLISH).split(AT_INSTANTS));
        assertEquals(
                "按时间：所有用户自 2011-10-01 00:00:00 UTC 起为验证，自 2011-11-01 12:30:00 UTC 起为测试，在购物篮之间切分；7 个留出事件没有历史，不作为样本",
                new PassportWords(Locale.SIMPLIFIED_CHINESE).split(AT_INSTANTS));
    }

    @Test
    void everyOtherSplitIsSaidInBothLanguages() {
        Instant validation = Instant.parse("2011-10-01T00:00:00Z");
        Instant test = Instant.parse("2011-11-01T00:00:00Z");
        PassportWords english = new PassportWords(Locale.ENGLISH);
        PassportWords chinese = new PassportWords(Locale.SIMPLIFIED_CHINESE);
        assertEquals(
                "ratio: of each user’s events the last 10.0 % are the test, the 20.0 % before them the validation; 3 training events are later than another user’s test",
                english.split(new SplitFacts.Ratio(0.2, 0.1, false, 0, 3)));
        assertEquals(
                "targets: cart, purchase · whole sessions · leave-one-out: each user’s last session is the test, the one before it the validation; 7 users with"
                        + " too few sessions train only",
                english.split(new SplitFacts.OfBehaviours(
                        List.of("cart", "purchase"), new SplitFacts.OfSessions(new SplitFacts.LeaveOneOut(false, 7, 0)))));
        assertEquals(
                "目标：purchase · 留一法：每个用户最后一个目标用于测试，之前一个用于验证",
                chinese.split(new SplitFacts.OfBehaviours(List.of("purchase"), new SplitFacts.LeaveOneOut(false, 0, 0))));
        assertEquals("按比例：每个用户最后 10.0 % 的购物篮用于测试，之前 20.0 % 用于验证", chinese.split(new SplitFacts.Ratio(0.2, 0.1, true, 0, 0)));
        assertEquals(
                "last days: sequences that begin from 2011-11-01 00:00:00 UTC on are the test (7 days), those from 2011-10-01 00:00:00 UTC on the validation",
                english.split(new SplitFacts.LastDays(7, Split.LastDays.Whole.SEQUENCES, validation, test, false, 0)));
        assertEquals(
                "最后几天：自 2011-11-01 00:00:00 UTC 起的事件用于测试（7 天），自 2011-10-01 00:00:00 UTC 起的用于验证；2 个留出事件没有历史，不作为样本",
                chinese.split(new SplitFacts.LastDays(7, Split.LastDays.Whole.BASKETS, validation, test, false, 2)));
        assertEquals(
                "k-fold over users: fold 2 of 5 (seed 42), 600 users train, the last basket of 200 others is the validation, of 198 others the test;"
                        + " 2 held-out users with fewer than 2 baskets give no case",
                english.split(new SplitFacts.KFold(5, 2, 42, 600, 200, 198, true, 2, 0)));
        assertEquals(
                "用户分折：5 折中的第 2 折（随机种子 42），600 个用户用于训练，另外 200 个用户的最后一个事件用于验证，198 个用于测试",
                chinese.split(new SplitFacts.KFold(5, 2, 42, 600, 200, 198, false, 0, 0)));
        assertEquals(
                "rolling: fold 1 of 3, validation from 2011-10-01 00:00:00 UTC, test from 2011-11-01 00:00:00 UTC until 2011-11-01 00:00:00 UTC, for all users; 1,234 later events are not used",
                english.split(new SplitFacts.Rolling(3, 1, validation, test, Optional.of(test), false, 0, 1_234)));
        assertEquals(
                "时间滚动：3 折中的第 3 折，所有用户自 2011-10-01 00:00:00 UTC 起为验证，自 2011-11-01 00:00:00 UTC 起为测试，在购物篮之间切分",
                chinese.split(new SplitFacts.Rolling(3, 3, validation, test, Optional.empty(), true, 0, 0)));
    }

    @Test
    void casesAboutWhatTrainingNeverSawAreSaid() {
        assertEquals(
                " (35 cases ask for items that training never saw, 2 cases of users that training never saw)",
                new PassportWords(Locale.ENGLISH).cold(new Cases.Cold(ColdItems.KEEP, 35, 2)));
        assertEquals("（去掉了 35 个目标物品训练从未见过的样本）", new PassportWords(Locale.SIMPLIFIED_CHINESE).cold(new Cases.Cold(ColdItems.DROP, 35, 0)));
        assertEquals("", new PassportWords(Locale.ENGLISH).cold(new Cases.Cold(ColdItems.DROP, 0, 0)));
    }

    @Test
    void redLeaksAreSaidWithTheProtocol() {
        Passport red = SHOP.with(new Leaks(List.of(
                new LeakFinding(LeakFinding.Severity.RED, new LeakCount(LeakKind.TRAINED_LATER, 41_000, 41_322), true, List.of(), Map.of()))));
        String english = new PassportWords(Locale.ENGLISH).line(red);
        assertTrue(english.endsWith("data 39094518 · LEAK: 41,000 of 41,322 targets are earlier than another user’s training events"), english);
        String chinese = new PassportWords(Locale.SIMPLIFIED_CHINESE).line(red);
        assertTrue(chinese.endsWith("数据 39094518 · 泄漏：41,322 个目标中有 41,000 个早于其他用户的训练事件"), chinese);
    }

    @Test
    void everyKindOfLeakHasWordsInBothLanguages() {
        for (LeakKind kind : LeakKind.values()) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                String said = new PassportWords(locale).leak(new LeakCount(kind, 1_234, 56_789));
                assertTrue(said.contains("1,234") && said.contains("56,789"), said);
            }
        }
    }
}
