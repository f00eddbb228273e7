package trailbench.serve;

import java.util.function.Function;
import trailbench.bundle.BundleModel;

/// The model that answers now. Another can take its place while questions go on: those that have begun are answered by the one that they began
/// with, which is closed when the last of them is. From any thread.
final class ModelSlot {
    private Tenant tenant;
    private int swaps;

    private static final class Tenant {
        private final BundleModel model;
        private int questions;

        Tenant(BundleModel model) {
            this.model = model;
        }
    }

    ModelSlot(BundleModel first) {
        this.tenant = new Tenant(first);
    }

    /// @param question uses the model in this call only
    <T> T ask(Function<BundleModel, T> question) {
        Tenant asked = enter();
        try {
            return question.apply(asked.model);
        } finally {
            leave(asked);
        }
    }

    private synchronized Tenant enter() {
        tenant.questions++;
        return tenant;
    }

    private synchronized void leave(Tenant asked) {
        asked.questions--;
        notifyAll();
    }

    /// Lets `next` answer from now on, waits for the questions of the one before, and closes it.
    void swap(BundleModel next) {
        Tenant before = exchange(next);
        awaitEmpty(before);
        before.model.close();
    }

    private synchronized Tenant exchange(BundleModel next) {
        Tenant before = tenant;
        tenant = new Tenant(next);
        swaps++;
        return before;
    }

    private synchronized void awaitEmpty(Tenant left) {
        try {
            while (left.questions > 0) {
                wait();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /// How often another model has taken the place.
    synchronized int swaps() {
        return swaps;
    }
}
