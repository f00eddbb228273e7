package trailbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import trailbench.evaluation.Passport;
import trailbench.sequence.Cases;
import trailbench.sequence.SplitFacts;

class PassportWordsTest {
    private static final Passport SHOP = new Passport(
            new SplitFacts.LeaveOneOut(true, 2_115, 1_204), Cases.Part.TEST, 3_184, new Passport.Seen(true, 16_842), Passport.Ties.EXPECTED, 41_322, "39094518");
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
}
