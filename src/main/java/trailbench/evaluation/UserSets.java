package trailbench.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Which users have which items in training, each pair once, both ways.
///
/// @param firstUser   `[V + 2]` where each item's users begin
/// @param users       by item
/// @param firstItem   `[U + 1]` where each user's items begin
/// @param items       by user
/// @param inverseRoot `[V + 1]` 1 / √ number of users, 0 for an item without
record UserSets(int[] firstUser, int[] users, int[] firstItem, int[] items, float[] inverseRoot) {

    static UserSets of(TrainingEvents training) {
        int userCount = training.store().users();
        int[] firstUser = new int[training.items() + 2];
        int[] users = new int[training.events().length];
        int[] firstItem = new int[userCount + 1];
        float[] inverseRoot = new float[training.items() + 1];
        int pairs = 0;
        for (int item = 0; item <= training.items(); item++) {
            firstUser[item] = pairs;
            for (int at = training.firsts()[item]; at < training.firsts()[item + 1]; at++) {
                // an item's events stand in store order, so those of one user stand side by side
                int user = training.users()[training.events()[at]];
                if (pairs == firstUser[item] || users[pairs - 1] != user) {
                    users[pairs++] = user;
                    firstItem[user + 1]++;
                }
            }
            inverseRoot[item] = pairs == firstUser[item] ? 0 : (float) (1 / Math.sqrt(pairs - firstUser[item]));
        }
        firstUser[training.items() + 1] = pairs;
        for (int user = 0; user < userCount; user++) {
            firstItem[user + 1] += firstItem[user];
        }
        int[] next = firstItem.clone();
        int[] items = new int[pairs];
        for (int item = 1; item <= training.items(); item++) {
            for (int at = firstUser[item]; at < firstUser[item + 1]; at++) {
                items[next[users[at]]++] = item;
            }
        }
        return new UserSets(firstUser, Arrays.copyOf(users, pairs), firstItem, items, inverseRoot);
    }

    /// `[V + 1][V + 1]`, symmetric: how many users have both items; on the diagonal, how many have one.
    float[][] together() {
        float[][] together = new float[inverseRoot.length][inverseRoot.length];
        IntStream.range(1, together.length).parallel().forEach(item -> {
            int[] counts = new int[together.length];
            countFrom(item, counts);
            for (int other = item; other < counts.length; other++) {
                together[item][other] = counts[other];
            }
        });
        IntStream.range(1, together.length).parallel().forEach(item -> {
            for (int other = 1; other < item; other++) {
                together[item][other] = together[other][item];
            }
        });
        return together;
    }

    /// Adds to `[V + 1]` how many users have the item together with each that has no lower number, itself included.
    private void countFrom(int item, int[] together) {
        for (int at = firstUser[item]; at < firstUser[item + 1]; at++) {
            int end = firstItem[users[at] + 1];
            // a user's items stand in ascending order
            for (int other = Arrays.binarySearch(items, firstItem[users[at]], end, item); other < end; other++) {
                together[items[other]]++;
            }
        }
    }
}
