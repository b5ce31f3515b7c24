#pragma once

/// What the functions of portable_math.h and their versions on whole arrays share: the same numbers, so the same bits.
namespace boussole::engine::statistics::portable {

inline constexpr double kLn2High = 0x1.62e42fefa38p-1;  // 43 bits of ln 2: times an exponent it is exact
inline constexpr double kLn2Low = 0x1.ef35793c7673p-45;
inline constexpr double kSqrtHalf = 0x1.6a09e667f3bcdp-1;

/// 2^(i/32), rounded to nearest.
inline constexpr double kPowers[32] = {
    0x1.0000000000000p+0, 0x1.059b0d3158574p+0, 0x1.0b5586cf9890fp+0, 0x1.11301d0125b51p+0, 0x1.172b83c7d517bp+0,
    0x1.1d4873168b9aap+0, 0x1.2387a6e756238p+0, 0x1.29e9df51fdee1p+0, 0x1.306fe0a31b715p+0, 0x1.371a7373aa9cbp+0,
    0x1.3dea64c123422p+0, 0x1.44e086061892dp+0, 0x1.4bfdad5362a27p+0, 0x1.5342b569d4f82p+0, 0x1.5ab07dd485429p+0,
    0x1.6247eb03a5585p+0, 0x1.6a09e667f3bcdp+0, 0x1.71f75e8ec5f74p+0, 0x1.7a11473eb0187p+0, 0x1.82589994cce13p+0,
    0x1.8ace5422aa0dbp+0, 0x1.93737b0cdc5e5p+0, 0x1.9c49182a3f090p+0, 0x1.a5503b23e255dp+0, 0x1.ae89f995ad3adp+0,
    0x1.b7f76f2fb5e47p+0, 0x1.c199bdd85529cp+0, 0x1.cb720dcef9069p+0, 0x1.d5818dcfba487p+0, 0x1.dfc97337b9b5fp+0,
    0x1.ea4afa2a490dap+0, 0x1.f50765b6e4540p+0};
inline constexpr double kStepHigh = 0x1.62e42fefa0000p-6;  // ln 2 / 32 in 37 bits: times the step number it is exact
inline constexpr double kStepLow = 0x1.cf79abc9e3b3ap-45;
inline constexpr double kStepsPerUnit = 46.16624130844682903551;  // 32 / ln 2

/// atanh(s) = s + s^3/3 + s^5/5 + …: the coefficients 1/3, 1/7, … and 1/5, 1/9, … of its two halves.
inline constexpr double kAtanhEven[6] = {1.0 / 3, 1.0 / 7, 1.0 / 11, 1.0 / 15, 1.0 / 19, 1.0 / 23};
inline constexpr double kAtanhOdd[6] = {1.0 / 5, 1.0 / 9, 1.0 / 13, 1.0 / 17, 1.0 / 21, 1.0 / 25};

}  // namespace boussole::engine::statistics::portable
