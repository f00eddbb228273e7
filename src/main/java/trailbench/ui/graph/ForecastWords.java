package trailbench.ui.graph;

import java.util.ArrayList;
import java.util.List;
import trailbench.experiment.RunForecast;

/// A forecast in sentences.
record ForecastWords(GraphWords words) {
    static ForecastWords of(GraphWords words) {
        return new ForecastWords(words);
    }

    String sentence(RunForecast forecast) {
        List<String> sentences = new ArrayList<>();
        forecast.measured().ifPresentOrElse(
                measured -> {
                    sentences.add(words.text("forecast.epoch", seconds(measured.epochSeconds()), words.quantities().count(Math.round(measured.targetsPerSecond())), measured.steps()));
                    sentences.add(measured.validationSeconds()
                            .map(seconds -> words.text("forecast.validation", seconds(seconds)))
                            .orElseGet(() -> words.text("forecast.validation.long")));
                    sentences.add(words.text("forecast.run", forecast.epochs(), seconds(measured.runSeconds(forecast.epochs()))));
                    sentences.add(measured.nativeBytes()
                            .map(beside -> words.text("forecast.memory", words.bytes(measured.heapBytes()), words.bytes(beside)))
                            .orElseGet(() -> words.text("forecast.heap", words.bytes(measured.heapBytes()))));
                    sentences.add(words.text("forecast.fits", words.bytes(forecast.limits().machineBytes())));
                },
                () -> {
                    sentences.add(words.text("forecast.large", words.bytes(forecast.predictedBytes()), words.bytes(forecast.limits().nativeBytes())));
                    forecast.changes().forEach(change -> sentences.add(words.text("forecast.change", change.field(), change.value(), words.bytes(change.nativeBytes()))));
                });
        return String.join(" ", sentences);
    }

    private String seconds(double seconds) {
        return seconds < 10 ? words.quantities().short3(seconds) + " s" : words.quantities().duration(seconds);
    }
}
