/// The program: where it starts, and the one place where objects are wired.
///
/// `Main` is a window without arguments, a terminal with a verb, or a worker when its JVM was started as one. `Wiring` and `Rooms` hand every
/// object what it needs; nothing else in the program looks anything up. `HeadlessPictures` and `RoomPictures` draw without a display.
@NullMarked
package trailbench.app;

import org.jspecify.annotations.NullMarked;
