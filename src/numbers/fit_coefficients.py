#!/usr/bin/env python3
"""Fits the polynomials of elementary.h and prints elementary_coefficients.h, lowest power first.

Every function is interpolated at Chebyshev nodes in 60-digit arithmetic (within a factor of about two of
the best polynomial of its degree), then rounded to double. The printed error is that of the rounded
polynomial in exact arithmetic. Needs mpmath; run by hand, the result is elementary_coefficients.h.
"""
import mpmath as mp

mp.mp.dps = 60


def cheb_fit(f, low, high, degree):
    n = degree + 1
    mid, half = (mp.mpf(low) + high) / 2, (mp.mpf(high) - low) / 2
    nodes = [mp.cos(mp.pi * (2 * k + 1) / (2 * n)) for k in range(n)]
    values = [f(mid + half * t) for t in nodes]
    # Newton's divided differences, then expanded into powers of x.
    xs = [mid + half * t for t in nodes]
    c = values[:]
    for j in range(1, n):
        for i in range(n - 1, j - 1, -1):
            c[i] = (c[i] - c[i - 1]) / (xs[i] - xs[i - j])
    poly = [mp.mpf(0)]
    for i in range(n - 1, -1, -1):
        shifted = [mp.mpf(0)] + poly
        for j in range(len(poly)):
            shifted[j] -= xs[i] * poly[j]
        shifted[0] += c[i]
        poly = shifted
    return poly[:n]


def evaluate(poly, x):
    y = mp.mpf(0)
    for c in reversed(poly):
        y = y * x + c
    return y


def show(name, f, low, high, degree, poly=None):
    poly = [mp.mpf(float(c)) for c in (poly or cheb_fit(f, low, high, degree))]
    worst = mp.mpf(0)
    for i in range(401):
        x = mp.mpf(low) + (mp.mpf(high) - low) * i / 400
        worst = max(worst, abs(evaluate(poly, x) / f(x) - 1))
    print(f"// {name}: degree {degree}, relative error {mp.nstr(worst, 3)}")
    print(f"inline constexpr double {name}[] = {{" + ", ".join(float(c).hex() for c in poly) + "};\n")


def rational_fit(f, low, high, top, bottom):
    """p/q with q(0) = 1, interpolating f at Chebyshev nodes."""
    n = top + bottom + 1
    mid, half = (mp.mpf(low) + high) / 2, (mp.mpf(high) - low) / 2
    xs = [mid + half * mp.cos(mp.pi * (2 * k + 1) / (2 * n)) for k in range(n)]
    a, b = mp.matrix(n, n), mp.matrix(n, 1)
    for i, x in enumerate(xs):
        y = f(x)
        for j in range(top + 1):
            a[i, j] = x**j
        for j in range(1, bottom + 1):
            a[i, top + j] = -y * x**j
        b[i] = y
    c = mp.lu_solve(a, b)
    return [c[j] for j in range(top + 1)], [mp.mpf(1)] + [c[top + j] for j in range(1, bottom + 1)]


def show_rational(name, f, low, high, top, bottom):
    p, q = rational_fit(f, low, high, top, bottom)
    p, q = [mp.mpf(float(c)) for c in p], [mp.mpf(float(c)) for c in q]
    worst = mp.mpf(0)
    for i in range(401):
        x = mp.mpf(low) + (mp.mpf(high) - low) * i / 400
        worst = max(worst, abs(evaluate(p, x) / evaluate(q, x) / f(x) - 1))
    print(f"// {name}: degree {top}/{bottom}, relative error {mp.nstr(worst, 3)}")
    print(f"inline constexpr double {name}_top[] = {{" + ", ".join(float(c).hex() for c in p) + "};")
    print(f"inline constexpr double {name}_bottom[] = {{" + ", ".join(float(c).hex() for c in q) + "};\n")


def near(f, at, value):
    return lambda x: value if abs(x - at) < mp.mpf(10) ** -25 else f(x)


def main():
    print("/// Polynomial coefficients of elementary.h, lowest power first, printed by fit_coefficients.py.")
    print("#pragma once\n\nnamespace upsurge::coefficients {\n")
    half_ln2 = mp.log(2) / 2 + mp.mpf("0.001")
    show("exp_tail", near(lambda r: (mp.expm1(r) - r) / r**2, 0, mp.mpf(1) / 2), -half_ln2, half_ln2, 11)

    z_max = (mp.sqrt(2) - 1) ** 2 / (mp.sqrt(2) + 1) ** 2 + mp.mpf("0.0002")

    def atanh_tail(z):
        s = mp.sqrt(z)
        return (2 * mp.atanh(s) / s - 2) / z

    show("log_tail", near(atanh_tail, 0, mp.mpf(2) / 3), 0, z_max, 7)
    show("log_far_tail", near(lambda z: (atanh_tail(z) - mp.mpf(2) / 3) / z, 0, mp.mpf(2) / 5), 0, z_max, 6)
    show("lgamma_at_two", near(lambda t: mp.loggamma(2 + t) / t, 0, mp.digamma(2)), -0.7, 0.5, 22)

    def stirling(w):
        x = 1 / mp.sqrt(w)
        return (mp.loggamma(x) - ((x - 0.5) * mp.log(x) - x + mp.log(2 * mp.pi) / 2)) * x

    show("stirling_tail", lambda w: mp.mpf(1) / 12 if w < mp.mpf(10) ** -12 else stirling(w), 0,
         mp.mpf(1) / 64, 7)

    show("normal_centre",
         near(lambda w: mp.erf(mp.sqrt(w / 2)) / (2 * mp.sqrt(w)), 0, 1 / mp.sqrt(2 * mp.pi)), 0, 1, 11)

    # Upper normal tail times exp(z^2/2), made smooth by 1 + 2z, against t = (z - c)/(z + c).
    c = mp.mpf("3.5")

    def mills(t):
        if t > 1 - mp.mpf(10) ** -25:
            return 2 / mp.sqrt(2 * mp.pi)
        z = c * (1 + t) / (1 - t)
        if z > 1000:
            w = 1 / z**2
            return (1 + 2 * z) / z / mp.sqrt(2 * mp.pi) * (1 - w + 3 * w**2 - 15 * w**3 + 105 * w**4 - 945 * w**5)
        return (1 + 2 * z) * mp.exp(z * z / 2) * mp.erfc(z / mp.sqrt(2)) / 2

    show("normal_mills", mills, -1, mp.mpf(1), 26)

    def quantile(p):
        """Lower quantile of p < 1/2 by Newton steps on log Phi."""
        x = -mp.sqrt(2 * abs(mp.log(p))) if p < mp.mpf("0.05") else (p - mp.mpf("0.5")) * 2.5
        for _ in range(60):
            cdf = mp.erfc(-x / mp.sqrt(2)) / 2
            pdf = mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)
            step = (mp.log(cdf) - mp.log(p)) * cdf / pdf
            x -= step
            if abs(step) < mp.mpf(10) ** -50:
                break
        return x

    # Centre: quantile(1/2 - q) / -q against 0.425^2 - q^2, |q| <= 0.425.
    edge = mp.mpf("0.425") ** 2

    def centre(u):
        w = edge - u
        return mp.sqrt(2 * mp.pi) if w < mp.mpf(10) ** -25 else -quantile(mp.mpf(1) / 2 - mp.sqrt(w)) / mp.sqrt(w)

    show_rational("quantile_centre", centre, 0, edge, 8, 8)
    # Tails with p = exp(-r^2): -quantile against r - 1.6, then -quantile/r against 1/r.
    show_rational("quantile_near", lambda u: -quantile(mp.exp(-((u + mp.mpf("1.6")) ** 2))), -mp.mpf("0.005"),
                  mp.mpf("3.405"), 8, 8)
    show_rational("quantile_far", lambda v: -quantile(mp.exp(-1 / v**2)) * v, 1 / mp.mpf("27.4"),
                  1 / mp.mpf("4.98"), 8, 8)
    print("}  // namespace upsurge::coefficients")


if __name__ == "__main__":
    main()
