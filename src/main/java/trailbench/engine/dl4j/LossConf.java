package trailbench.engine.dl4j;

import trailbench.graph.Loss;
import trailbench.graph.Sampler;

/// A loss as plain fields, which DL4J can write into the zip's JSON. Fields that a loss has no use for are zero.
public final class LossConf {
    private String kind = "";
    private int negatives;
    private String sampler = "";
    private double popular;
    private double alpha;
    private boolean corrected;
    private double parameter;

    public LossConf() {}

    static LossConf of(Loss loss) {
        LossConf conf = new LossConf();
        conf.kind = loss.getClass().getSimpleName();
        if (loss instanceof Loss.Sampled sampled) {
            conf.negatives = sampled.negatives();
            conf.sampler = sampled.sampler().getClass().getSimpleName();
            switch (sampled.sampler()) {
                case Sampler.Uniform _ -> {}
                case Sampler.Popularity(double alpha) -> conf.alpha = alpha;
                case Sampler.Mixed(double popular, double alpha) -> {
                    conf.popular = popular;
                    conf.alpha = alpha;
                }
            }
        }
        switch (loss) {
            case Loss.SampledSoftmax softmax -> conf.corrected = softmax.logQ();
            case Loss.GeneralisedBce bce -> conf.parameter = bce.t();
            case Loss.BprMax max -> conf.parameter = max.regularisation();
            default -> {}
        }
        return conf;
    }

    Loss loss() {
        return switch (kind) {
            case "CrossEntropy" -> new Loss.CrossEntropy();
            case "SampledSoftmax" -> new Loss.SampledSoftmax(negatives, from(), corrected);
            case "BinaryCrossEntropy" -> new Loss.BinaryCrossEntropy(negatives);
            case "GeneralisedBce" -> new Loss.GeneralisedBce(negatives, parameter);
            case "Bpr" -> new Loss.Bpr(negatives, from());
            case "Top1" -> new Loss.Top1(negatives, from());
            case "BprMax" -> new Loss.BprMax(negatives, from(), parameter);
            default -> throw new IllegalStateException("unknown loss " + kind);
        };
    }

    private Sampler from() {
        return switch (sampler) {
            case "Uniform" -> new Sampler.Uniform();
            case "Popularity" -> new Sampler.Popularity(alpha);
            case "Mixed" -> new Sampler.Mixed(popular, alpha);
            default -> throw new IllegalStateException("unknown sampler " + sampler);
        };
    }

    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = kind;
    }

    public int getNegatives() {
        return negatives;
    }

    public void setNegatives(int negatives) {
        this.negatives = negatives;
    }

    public String getSampler() {
        return sampler;
    }

    public void setSampler(String sampler) {
        this.sampler = sampler;
    }

    public double getPopular() {
        return popular;
    }

    public void setPopular(double popular) {
        this.popular = popular;
    }

    public double getAlpha() {
        return alpha;
    }

    public void setAlpha(double alpha) {
        this.alpha = alpha;
    }

    public boolean isCorrected() {
        return corrected;
    }

    public void setCorrected(boolean corrected) {
        this.corrected = corrected;
    }

    public double getParameter() {
        return parameter;
    }

    public void setParameter(double parameter) {
        this.parameter = parameter;
    }
}
