package trailbench.embedding;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.stream.IntStream;
import trailbench.kernel.Blas;
import trailbench.kernel.Draws;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Lanes;
import trailbench.work.Progress;

/// The nearest others of every point, by Euclidean distance, nearest first.
///
/// Up to [#EXACT] points all pairs are measured, in blocks by sgemm. Beyond, points are put into √N cells by a few rounds of k-means, and the
/// points of a cell are measured against those of the nearest cells only, a quarter of all (H. Jégou, M. Douze, C. Schmid, "Product quantization
/// for nearest neighbor search", PAMI 2011, the inverted file of its §IV, with whole vectors and one list of cells for all queries of a cell).
///
/// @param k       neighbours of each
/// @param rows    `[N · k]`
/// @param squared `[N · k]` squared distances, at least 0
record NearestLists(int k, int[] rows, float[] squared) {
    static final int EXACT = 20_000;
    private static final int BLOCK = 256;
    private static final int TILE = 1_024;
    private static final int ROUNDS = 4;
    private static final int SHARE = 4;

    /// @param vectors `[N][E]`
    /// @param k       below N
    /// @throws Progress.Cancelled within a block after the user asked
    static NearestLists of(float[][] vectors, int k, long seed, Lanes lanes, Progress progress) {
        return of(vectors, k, seed, vectors.length <= EXACT, lanes, progress);
    }

    static NearestLists of(float[][] vectors, int k, long seed, boolean exact, Lanes lanes, Progress progress) {
        Search search = new Search(vectors, k, lanes, progress);
        if (exact) {
            search.all();
        } else {
            search.cells(seed);
        }
        return new NearestLists(k, search.rows, search.squared);
    }

    private static final class Search {
        private final float[][] vectors;
        private final int k;
        private final int width;
        private final Lanes lanes;
        private final Progress progress;
        private final float[] norms;
        private final int[] rows;
        private final float[] squared;

        Search(float[][] vectors, int k, Lanes lanes, Progress progress) {
            this.vectors = vectors;
            this.k = k;
            this.width = vectors[0].length;
            this.lanes = lanes;
            this.progress = progress;
            this.norms = norms(vectors);
            this.rows = new int[vectors.length * k];
            this.squared = new float[vectors.length * k];
            Arrays.fill(squared, Float.POSITIVE_INFINITY);
        }

        void all() {
            int[] everyone = IntStream.range(0, vectors.length).toArray();
            int blocks = (vectors.length + BLOCK - 1) / BLOCK;
            lanes.run(lane -> {
                Workspace space = new Workspace(width);
                for (int block = lane; block < blocks && !progress.cancelled(); block += lanes.count()) {
                    int from = block * BLOCK;
                    measure(Arrays.copyOfRange(everyone, from, Math.min(from + BLOCK, vectors.length)), everyone, space);
                }
                space.keep();
            });
            progress.checkpoint();
        }

        void cells(long seed) {
            int count = (int) Math.round(Math.sqrt(vectors.length));
            float[][] centres = new float[count][];
            for (int cell = 0; cell < count; cell++) {
                // one of each stretch, so that none is drawn twice
                long from = (long) cell * vectors.length / count;
                long to = (cell + 1L) * vectors.length / count;
                centres[cell] = vectors[(int) (from + (long) (Draws.uniform(seed, cell) * (to - from)))].clone();
            }
            int[] cellOf = nearestCentres(centres);
            for (int round = 0; round < ROUNDS; round++) {
                progress.checkpoint();
                recentre(centres, cellOf);
                cellOf = nearestCentres(centres);
            }
            measureCells(centres, members(cellOf, count));
        }

        private void measureCells(float[][] centres, int[][] members) {
            lanes.run(lane -> {
                Workspace space = new Workspace(width);
                for (int cell = lane; cell < centres.length && !progress.cancelled(); cell += lanes.count()) {
                    int[] candidates = around(centres, members, cell);
                    for (int from = 0; from < members[cell].length; from += BLOCK) {
                        int to = Math.min(from + BLOCK, members[cell].length);
                        measure(Arrays.copyOfRange(members[cell], from, to), candidates, space);
                    }
                }
                space.keep();
            });
            progress.checkpoint();
        }

        /// The points of the cells nearest to one cell, its own first: at least a quarter of all.
        private int[] around(float[][] centres, int[][] members, int cell) {
            double[] away = new double[centres.length];
            for (int other = 0; other < centres.length; other++) {
                away[other] = squaredDistance(centres[cell], centres[other]);
            }
            int[] order = IntStream.range(0, centres.length)
                    .boxed()
                    .sorted((a, b) -> Double.compare(away[a], away[b]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int wanted = Math.min(vectors.length, Math.max(vectors.length / SHARE, 4 * k));
            int[] candidates = new int[vectors.length];
            int size = 0;
            for (int i = 0; i < order.length && size < wanted; i++) {
                int[] more = members[order[i]];
                System.arraycopy(more, 0, candidates, size, more.length);
                size += more.length;
            }
            return Arrays.copyOf(candidates, size);
        }

        private int[] nearestCentres(float[][] centres) {
            float[] centreNorms = norms(centres);
            int[] nearest = new int[vectors.length];
            int blocks = (vectors.length + BLOCK - 1) / BLOCK;
            lanes.run(lane -> {
                Workspace space = new Workspace(width);
                Floats right = space.right.ensure((long) centres.length * width);
                for (int i = 0; i < centres.length; i++) {
                    right.fromArray(centres[i], 0, (long) i * width, width);
                }
                float[] products = new float[centres.length];
                for (int block = lane; block < blocks; block += lanes.count()) {
                    int from = block * BLOCK;
                    int count = Math.min(BLOCK, vectors.length - from);
                    Floats left = space.left(vectors, IntStream.range(from, from + count).toArray());
                    Floats dots = space.products(left, count, right, centres.length);
                    for (int i = 0; i < count; i++) {
                        dots.toArray((long) i * centres.length, products, 0, centres.length);
                        nearest[from + i] = least(products, centreNorms);
                    }
                }
                space.keep();
            });
            return nearest;
        }

        private static int least(float[] products, float[] norms) {
            int least = 0;
            float best = Float.POSITIVE_INFINITY;
            for (int i = 0; i < products.length; i++) {
                float distance = norms[i] - 2 * products[i];
                if (distance < best) {
                    best = distance;
                    least = i;
                }
            }
            return least;
        }

        private void recentre(float[][] centres, int[] cellOf) {
            double[][] sums = new double[centres.length][width];
            int[] counts = new int[centres.length];
            for (int i = 0; i < vectors.length; i++) {
                double[] sum = sums[cellOf[i]];
                counts[cellOf[i]]++;
                for (int e = 0; e < width; e++) {
                    sum[e] += vectors[i][e];
                }
            }
            for (int cell = 0; cell < centres.length; cell++) {
                for (int e = 0; e < width && counts[cell] > 0; e++) {
                    centres[cell][e] = (float) (sums[cell][e] / counts[cell]);
                }
            }
        }

        private static int[][] members(int[] cellOf, int count) {
            int[] sizes = new int[count];
            for (int cell : cellOf) {
                sizes[cell]++;
            }
            int[][] members = new int[count][];
            for (int cell = 0; cell < count; cell++) {
                members[cell] = new int[sizes[cell]];
            }
            Arrays.fill(sizes, 0);
            for (int i = 0; i < cellOf.length; i++) {
                members[cellOf[i]][sizes[cellOf[i]]++] = i;
            }
            return members;
        }

        private void measure(int[] queries, int[] candidates, Workspace space) {
            Floats left = space.left(vectors, queries);
            float[] products = new float[TILE];
            for (int from = 0; from < candidates.length; from += TILE) {
                int count = Math.min(TILE, candidates.length - from);
                Floats right = space.right.ensure((long) TILE * width);
                for (int i = 0; i < count; i++) {
                    right.fromArray(vectors[candidates[from + i]], 0, (long) i * width, width);
                }
                Floats dots = space.products(left, queries.length, right, count);
                for (int i = 0; i < queries.length; i++) {
                    dots.toArray((long) i * count, products, 0, count);
                    offer(queries[i], products, candidates, from, count);
                }
            }
        }

        private void offer(int query, float[] products, int[] candidates, int from, int count) {
            int first = query * k;
            float worst = squared[first + k - 1];
            float norm = norms[query];
            for (int i = 0; i < count; i++) {
                int other = candidates[from + i];
                float distance = norm + norms[other] - 2 * products[i];
                if (distance < worst && other != query) {
                    insert(first, other, Math.max(0, distance));
                    worst = squared[first + k - 1];
                }
            }
        }

        private void insert(int first, int other, float distance) {
            int place = first + k - 1;
            for (; place > first && squared[place - 1] > distance; place--) {
                squared[place] = squared[place - 1];
                rows[place] = rows[place - 1];
            }
            squared[place] = distance;
            rows[place] = other;
        }

        private static float[] norms(float[][] vectors) {
            float[] norms = new float[vectors.length];
            for (int i = 0; i < vectors.length; i++) {
                double sum = 0;
                for (float value : vectors[i]) {
                    sum += (double) value * value;
                }
                norms[i] = (float) sum;
            }
            return norms;
        }

        private static double squaredDistance(float[] a, float[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += (double) (a[i] - b[i]) * (a[i] - b[i]);
            }
            return sum;
        }
    }

    /// The native memory of one lane.
    private static final class Workspace {
        private final int width;
        private final FloatBuffer left = new FloatBuffer();
        private final FloatBuffer right = new FloatBuffer();
        private final FloatBuffer dots = new FloatBuffer();

        Workspace(int width) {
            this.width = width;
        }

        Floats left(float[][] vectors, int[] rows) {
            Floats floats = left.ensure((long) rows.length * width);
            for (int i = 0; i < rows.length; i++) {
                floats.fromArray(vectors[rows[i]], 0, (long) i * width, width);
            }
            return floats;
        }

        /// To be called after the last use: memory goes with its owner, and a view of it holds no owner.
        void keep() {
            Reference.reachabilityFence(this);
        }

        /// `[m, n]`
        Floats products(Floats a, int m, Floats b, int n) {
            Floats result = dots.ensure((long) m * n);
            Blas.multiply(
                    Blas.Transpose.NO, Blas.Transpose.YES, m, n, width,
                    Blas.Matrix.of(a, width), Blas.Matrix.of(b, width), 0, Blas.Matrix.of(result, n));
            return result;
        }
    }
}
