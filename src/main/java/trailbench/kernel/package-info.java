/// Arithmetic on native memory: matrix products, pointwise maths, counter-based random numbers, parallel lanes.
///
/// Everything works on [Floats], runs of 32-bit floats outside the Java heap, row-major. Matrix products go to OpenBLAS; the rest is
/// written with the Vector API. Three habits make results repeatable bit for bit, interpreted or compiled:
///
/// * only `+ - * /`, `fma`, minimum and maximum, whose results the language fixes; [Vectors#exp] is a polynomial of ours, because the
///   vector library's own differs between the interpreter and the compiler;
/// * sums over lanes are taken in a fixed order;
/// * random numbers are a function of a key and a counter ([Draws]), not of what was drawn before.
///
/// The only importer of OpenBLAS and of `jdk.incubator.vector`.
@NullMarked
package trailbench.kernel;

import org.jspecify.annotations.NullMarked;
