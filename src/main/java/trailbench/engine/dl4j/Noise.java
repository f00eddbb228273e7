package trailbench.engine.dl4j;

import trailbench.kernel.Floats;
import trailbench.kernel.Lanes;
import trailbench.privacy.SecretDraws;

/// The noise of one private step. What is added to a number follows from its place, not from the lane that adds it.
record Noise(SecretDraws draws, long step, float deviation, Lanes lanes) {
    private static final int CHUNK = 8192;

    /// @param from place of the first number
    void addTo(Floats sum, long from) {
        if (deviation == 0) {
            return;
        }
        lanes.run(lane -> {
            long end = sum.length() * (lane + 1) / lanes.count();
            for (long at = sum.length() * lane / lanes.count(); at < end; ) {
                float[] normals = new float[(int) Math.min(CHUNK, end - at)];
                draws.normals(step, from + at, normals);
                for (int i = 0; i < normals.length; i++) {
                    sum.set(at + i, sum.get(at + i) + deviation * normals[i]);
                }
                at += normals.length;
            }
        });
    }
}
