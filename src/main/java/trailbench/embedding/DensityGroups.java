package trailbench.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import trailbench.kernel.Lanes;
import trailbench.work.Progress;

/// Groups where vectors lie dense, as many as there are, and none for those that lie between: HDBSCAN in the original space (R. Campello, D. Moulavi,
/// J. Sander, "Density-based clustering based on hierarchical density estimates", PAKDD 2013; groups by excess of mass as in L. McInnes, J. Healy,
/// "Accelerated hierarchical density based clustering", ICDMW 2017).
///
/// Differences: the spanning tree is looked for among each point's [#NEIGHBOURS] nearest alone ([NearestLists]), in time N log N; parts that no such edge joins
/// are joined at infinite distance. All points together are no group.
final class DensityGroups {
    static final int NEIGHBOURS = 15;
    /// The distance to this neighbour is a point's core distance.
    private static final int CORE = 5;
    /// Distances below count as this: equal vectors are not infinitely dense.
    private static final double LEAST_DISTANCE = 1e-6;

    private final int points;
    private final int leastSize;
    /// Of the tree of merges: `[2N - 1]`, points first.
    private final int[] left;
    private final int[] right;
    private final int[] size;
    private final double[] density;
    private int nodes;

    /// Groups of the condensed tree; 0 is all points together.
    private final List<Integer> parents = new ArrayList<>();
    private final List<Double> births = new ArrayList<>();
    private final List<Double> stabilities = new ArrayList<>();
    private final int[] groupOf;

    private DensityGroups(int points, int leastSize) {
        this.points = points;
        this.leastSize = leastSize;
        left = new int[2 * points - 1];
        right = new int[2 * points - 1];
        size = new int[2 * points - 1];
        density = new double[2 * points - 1];
        groupOf = new int[points];
        Arrays.fill(size, 0, points, 1);
        nodes = points;
    }

    /// A name for each vector, such as `2 · Toy Story`, groups numbered by their size; empty for noise.
    ///
    /// @param vectors `[N][E]`, 3 at least
    /// @param seed    of the search for neighbours
    static List<String> names(float[][] vectors, List<String> titles, long seed, Progress progress) {
        try (Lanes lanes = Lanes.ofProcessors()) {
            NearestLists near = NearestLists.of(vectors, Math.min(NEIGHBOURS, vectors.length - 1), seed, lanes, progress);
            int[] groups = of(near, leastSize(vectors.length));
            return GroupNames.of(vectors, titles, groups, Arrays.stream(groups).max().orElse(-1) + 1);
        }
    }

    /// A hundredth of the points, from 10 to 200.
    static int leastSize(int points) {
        return Math.clamp(points / 100, 10, 200);
    }

    /// `[N]` groups from 0 on, -1 for noise.
    static int[] of(NearestLists near, int leastSize) {
        DensityGroups groups = new DensityGroups(near.rows().length / near.k(), leastSize);
        groups.merge(near);
        groups.condense();
        return groups.chosen();
    }

    /// Kruskal's spanning tree by mutual reachability, max(core of one, core of other, their distance), each edge of which merges two parts.
    private void merge(NearestLists near) {
        int k = near.k();
        float[] core = new float[points];
        for (int i = 0; i < points; i++) {
            core[i] = near.squared()[i * k + Math.min(CORE, k) - 1];
        }
        long[] edges = new long[points * k];
        for (int edge = 0; edge < edges.length; edge++) {
            float reach = Math.max(near.squared()[edge], Math.max(core[edge / k], core[near.rows()[edge]]));
            edges[edge] = (long) Float.floatToIntBits(reach) << Integer.SIZE | edge; // squared distances are not negative
        }
        Arrays.sort(edges);
        int[] part = IntStream.range(0, 2 * points - 1).toArray();
        for (long coded : edges) {
            int edge = (int) coded;
            double squared = Float.intBitsToFloat((int) (coded >>> Integer.SIZE));
            join(part, edge / k, near.rows()[edge], 1 / Math.max(LEAST_DISTANCE, Math.sqrt(squared)));
        }
        for (int i = 1; i < points; i++) {
            join(part, 0, i, 0);
        }
    }

    private void join(int[] part, int a, int b, double dense) {
        int one = root(part, a);
        int other = root(part, b);
        if (one != other) {
            left[nodes] = one;
            right[nodes] = other;
            size[nodes] = size[one] + size[other];
            density[nodes] = dense;
            part[one] = nodes;
            part[other] = nodes;
            nodes++;
        }
    }

    private static int root(int[] part, int node) {
        int root = node;
        while (part[root] != root) {
            part[root] = part[part[root]];
            root = part[root];
        }
        return root;
    }

    /// A part of the tree that still belongs to a group.
    private record Branch(int node, int group) {}

    /// From all points down: where both parts of a split are large enough they are groups of their own; smaller parts fall out of theirs.
    private void condense() {
        parents.add(-1);
        births.add(0.0);
        stabilities.add(0.0);
        List<Branch> open = new ArrayList<>(List.of(new Branch(nodes - 1, 0)));
        while (!open.isEmpty()) {
            Branch branch = open.removeLast();
            int node = branch.node;
            if (node < points) {
                groupOf[node] = branch.group;
                continue;
            }
            boolean leftLarge = size[left[node]] >= leastSize;
            boolean rightLarge = size[right[node]] >= leastSize;
            if (leftLarge && rightLarge) {
                leave(branch.group, size[node], density[node]);
                open.add(new Branch(left[node], born(branch.group, density[node])));
                open.add(new Branch(right[node], born(branch.group, density[node])));
            } else {
                leave(branch.group, leftLarge ? size[right[node]] : rightLarge ? size[left[node]] : size[node], density[node]);
                drop(left[node], branch.group, leftLarge, open);
                drop(right[node], branch.group, rightLarge, open);
            }
        }
    }

    private void drop(int node, int group, boolean stays, List<Branch> open) {
        if (stays) {
            open.add(new Branch(node, group));
            return;
        }
        List<Integer> falling = new ArrayList<>(List.of(node));
        while (!falling.isEmpty()) {
            int next = falling.removeLast();
            if (next < points) {
                groupOf[next] = group;
            } else {
                falling.add(left[next]);
                falling.add(right[next]);
            }
        }
    }

    private void leave(int group, int count, double dense) {
        stabilities.set(group, stabilities.get(group) + count * (dense - births.get(group)));
    }

    private int born(int parent, double dense) {
        parents.add(parent);
        births.add(dense);
        stabilities.add(0.0);
        return parents.size() - 1;
    }

    /// The groups that lose more by being split than their parts are worth.
    private int[] chosen() {
        double[] ofParts = new double[parents.size()];
        boolean[] whole = new boolean[parents.size()];
        for (int group = parents.size() - 1; group > 0; group--) {
            whole[group] = stabilities.get(group) >= ofParts[group];
            ofParts[parents.get(group)] += Math.max(stabilities.get(group), ofParts[group]);
        }
        int[] number = new int[parents.size()];
        number[0] = -1;
        int count = 0;
        for (int group = 1; group < number.length; group++) {
            int above = number[parents.get(group)];
            number[group] = above >= 0 ? above : whole[group] ? count++ : -1;
        }
        return Arrays.stream(groupOf).map(group -> number[group]).toArray();
    }
}
