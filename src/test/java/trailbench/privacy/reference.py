"""Numbers of SpendingTest, by numerical integration of the definition and not by the series: python3 reference.py (needs mpmath).

A(alpha) = E over z ~ N(0, s^2) of (1 - q + q exp((2z - 1) / 2 s^2))^alpha, the divergence ln A / (alpha - 1).
"""
from mpmath import mp, mpf, quad, log, exp, sqrt, pi, inf, erfc

mp.dps = 30

def divergence(s, q, a):
    s, q, a = mpf(s), mpf(q), mpf(a)
    density = lambda z: exp(-z * z / (2 * s * s)) / (s * sqrt(2 * pi))
    ratio = lambda z: 1 - q + q * exp((2 * z - 1) / (2 * s * s))
    centre = a
    points = [-inf, -10 * s, 0, centre, centre + 10 * s, inf]
    return log(quad(lambda z: density(z) * ratio(z) ** a, points)) / (a - 1)

def epsilon(s, q, steps, delta, a):
    return steps * divergence(s, q, a) + log(1 - 1 / mpf(a)) - (log(mpf(delta)) + log(mpf(a))) / (mpf(a) - 1)

for s, q, a in [("1.1", "0.004266666666666667", 2), ("1.1", "0.004266666666666667", "9.5"), ("1.1", "0.004266666666666667", 20),
                ("0.7", "0.0625", "1.5"), ("0.7", "0.0625", "3.25"), ("0.7", "0.0625", 4), ("4", "0.5", "2.5")]:
    print("divergence", s, q, a, mp.nstr(divergence(s, q, a), 15))

def best(s, q, steps, delta, orders):
    return min((epsilon(s, q, steps, delta, a), a) for a in orders)

def classic(s, q, steps, delta, orders):
    return min((steps * divergence(s, q, a) - log(mpf(delta)) / (mpf(a) - 1), a) for a in orders)

tenths = [1 + mpf(i) / 10 for i in range(60, 100)] + list(range(11, 20))
q = mpf(256) / 60000
steps = 60 * 60000 // 256
print("steps", steps)
print("mnist, as the tutorial converts", [mp.nstr(x, 8) for x in classic("1.1", q, steps, "1e-5", tenths)])
print("mnist", [mp.nstr(x, 8) for x in best("1.1", q, steps, "1e-5", [1 + mpf(i) / 20 for i in range(120, 199)] + list(range(11, 20)))])
print("log erfc", [mp.nstr(log(erfc(mpf(x))), 17) for x in ("-3", "-0.5", "0.5", "1.9", "2.1", "10", "40")])
