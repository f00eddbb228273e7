package trailbench.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import trailbench.engine.Model;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.experiment.WorkerProcesses;
import trailbench.sequence.Batch;

/// Processor time of a training step for each target, of the same batch again and again: what two builds are compared by, in turn, where other
/// work goes on and the clock on the wall says nothing.
final class StepCost {
    private static final int LANES = 2;

    private StepCost() {}

    /// @param arguments name of the work, windows a batch, steps to warm up, steps to measure
    static void main(String[] arguments) throws IOException, InterruptedException {
        if (System.getProperty(WorkerProcesses.WORKER_PROPERTY) == null) {
            System.exit(new WorkerProcesses(StepCost.class.getName()).builder(List.of(arguments)).inheritIO().start().waitFor());
        }
        Work work = Work.named(arguments[0]).withBatch(Integer.parseInt(arguments[1]));
        int warm = Integer.parseInt(arguments[2]);
        double[] micros = new double[Integer.parseInt(arguments[3])];
        BenchLog log = BenchLog.read();
        List<Batch> batches = log.windows(work).epoch(work.batch(), Work.SEED, 1);
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double loss = Double.NaN;
        try (Model model = new Dl4jEngine(LANES).create(work.model(log.items()))) {
            for (int step = 0; step < warm + micros.length; step++) {
                Batch batch = batches.get(step < warm ? step % batches.size() : 0);
                long start = process.getProcessCpuTime();
                Model.StepResult result = model.train(batch, step);
                loss = result.loss();
                if (step >= warm) {
                    micros[step - warm] = (process.getProcessCpuTime() - start) / 1e3 / result.targets();
                }
            }
        }
        Arrays.sort(micros);
        System.out.printf(
                Locale.ROOT, "%s: %.1f µs of processor time a target in the quickest of %d steps, median %.1f; last loss %.6f%n",
                work.name(), micros[0], micros.length, micros[micros.length / 2], loss);
        System.exit(0);
    }
}
