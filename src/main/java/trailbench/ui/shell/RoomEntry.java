package trailbench.ui.shell;

import java.util.Locale;
import java.util.function.Function;

/// Where a room stands and how it is made: when it is first visited, and anew in another language.
public record RoomEntry(Place place, Function<Locale, Room> make) {}
