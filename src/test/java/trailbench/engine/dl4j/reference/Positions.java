package trailbench.engine.dl4j.reference;

/// Adds a vector by the place from the end: the last of the table to the last step.
///
/// @param scaled true to multiply the input by √E before
record Positions(double[][] table, boolean scaled) {

    double[][] of(double[][] x) {
        double[][] y = new double[x.length][x[0].length];
        for (int t = 0; t < x.length; t++) {
            double[] place = table[table.length - x.length + t];
            for (int i = 0; i < place.length; i++) {
                y[t][i] = (scaled ? Math.sqrt(place.length) : 1) * x[t][i] + place[i];
            }
        }
        return y;
    }
}
