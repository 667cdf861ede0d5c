/// Polynomial coefficients of elementary.h, lowest power first, printed by fit_coefficients.py.
#pragma once

namespace upsurge::coefficients {

// exp_tail: degree 11, relative error 7.59e-18
inline constexpr double exp_tail[] = {0x1.0000000000000p-1,  0x1.5555555555555p-3,  0x1.5555555555557p-5,
                                      0x1.1111111111111p-7,  0x1.6c16c16c15a03p-10, 0x1.a01a01a019676p-13,
                                      0x1.a01a01aa13da2p-16, 0x1.71de3a5abe473p-19, 0x1.27e4d3a8962fep-22,
                                      0x1.ae642c0a93dcfp-26, 0x1.1f7ff790c1201p-29, 0x1.61c0880f83417p-33};

// log_tail: degree 7, relative error 5.55e-17
inline constexpr double log_tail[] = {0x1.5555555555555p-1, 0x1.9999999999a3fp-2, 0x1.2492492475a3ap-2,
                                      0x1.c71c72036588ep-3, 0x1.745cf82a6404fp-3, 0x1.3b1c638ca021fp-3,
                                      0x1.0fb9c4df2ccefp-3, 0x1.0c35ceee5447bp-3};

// log_far_tail: degree 6, relative error 7.52e-16
inline constexpr double log_far_tail[] = {0x1.999999999999fp-2, 0x1.249249248e290p-2, 0x1.c71c71d87c9a6p-3,
                                          0x1.745d0991fc583p-3, 0x1.3b18d3b7d080fp-3, 0x1.101536e2eb64ep-3,
                                          0x1.08a33e669366cp-3};

// lgamma_at_two: degree 22, relative error 2.42e-17
inline constexpr double lgamma_at_two[] = {
    0x1.b0ee6072093cep-2,   0x1.4a34cc4a60fa6p-2,   -0x1.13e001a557606p-4,  0x1.51322ac7d84b8p-6,
    -0x1.e404fc218fcf2p-8,  0x1.7add6eadaee95p-9,   -0x1.38ac5c2ba7be4p-10, 0x1.0b36af8a9bc50p-11,
    -0x1.d3fd4cb0640d1p-13, 0x1.a127ae2f9611dp-14,  -0x1.78de50bf014aep-15, 0x1.580e56f823a44p-16,
    -0x1.3cbdc00d2b5fcp-17, 0x1.2586f75785f0ap-18,  -0x1.11a54537bbbfep-19, 0x1.01b1c7a8e4732p-20,
    -0x1.e1c80f0780505p-22, 0x1.a78a35c255756p-23,  -0x1.d10c8772cda59p-24, 0x1.38bcb0b0d2fa5p-24,
    -0x1.c7fb25bf5aabcp-32, -0x1.9e9f3657ddc66p-28, -0x1.dcf57affe5932p-26};

// stirling_tail: degree 7, relative error 5.55e-17
inline constexpr double stirling_tail[] = {
    0x1.5555555555555p-4,  -0x1.6c16c16c16b29p-9,  0x1.a01a019ee0dbep-11, -0x1.38137ec070147p-11,
    0x1.b94f6d6592192p-11, -0x1.f5ff2fdcdf048p-10, 0x1.96db40614b193p-8,  -0x1.55b3a71b66a2ep-6};

// normal_centre: degree 11, relative error 8.83e-17
inline constexpr double normal_centre[] = {
    0x1.9884533d43651p-2,  -0x1.1058377e2cee0p-4,  0x1.46d04297691d4p-7,  -0x1.37403f6ba0d60p-10,
    0x1.e42b0d51f3f57p-14, -0x1.3ce8fabb1fde9p-17, 0x1.658a200e25bcbp-21, -0x1.6222345fe68b2p-25,
    0x1.387357c6c19afp-29, -0x1.f051d420e8c74p-34, 0x1.600ea373c4e0ap-38, -0x1.7c10618be2eb5p-43};

// normal_mills: degree 26, relative error 1.86e-17
inline constexpr double normal_mills[] = {
    0x1.b396f9cf1e260p-1,   -0x1.0f7f4da1e9de8p-7,  -0x1.fd0eb18f96861p-4,  0x1.1a149cb6f3f8fp-3,
    -0x1.45f31e475f7f9p-4,  0x1.6dbae65baea98p-6,   0x1.f3bd82f4e5b84p-10,  -0x1.a8f2df1af51f9p-9,
    0x1.567d13426ea31p-13,  0x1.fcbd8b5e3d141p-12,  -0x1.e548de05f0e40p-16, -0x1.69ccea89a47b4p-14,
    -0x1.8ca84f6823331p-19, 0x1.11d722bbbfbeep-16,  0x1.d7f383426d350p-19,  -0x1.68ce34024aa27p-19,
    -0x1.8227a926e6059p-20, 0x1.c3d0d6b991012p-23,  0x1.b164989bcc486p-22,  0x1.500897caea1ebp-24,
    -0x1.43a9315968a3bp-24, -0x1.6eba6a3fa10ecp-25, 0x1.7ec7a0164b48ep-28,  0x1.5e7a871148f39p-27,
    0x1.4ad7f52d24355p-30,  -0x1.2bdafaba4a8c1p-30, -0x1.35141cab60d80p-32};

// quantile_centre: degree 8/8, relative error 9.29e-17
inline constexpr double quantile_centre_top[] = {
    0x1.b18d91e9eef75p+1,  0x1.2983594fd7e7fp+7,  0x1.3e873207f0ef8p+11,
    0x1.51edecb555ec5p+14, 0x1.75ccbc4a8f65fp+16, 0x1.a11714cc49c9bp+17,
    0x1.a273b0aa578a2p+17, 0x1.214cd08b4e4e1p+16, 0x1.e8603e9431aedp+11};
inline constexpr double quantile_centre_bottom[] = {
    0x1.0000000000000p+0,  0x1.776318ab2437dp+5,  0x1.b3a456a404a18p+9,
    0x1.ff0e0daee92acp+12, 0x1.41a3f69d2d15ap+15, 0x1.aabcb49f39b9cp+16,
    0x1.122c69e2df947p+17, 0x1.1a96b28ee4223p+16, 0x1.25b3b754cc15ep+13};

// quantile_near: degree 8/8, relative error 6.86e-17
inline constexpr double quantile_near_top[] = {
    0x1.6c665fde9526ap+0, 0x1.2a282accca716p+2, 0x1.795119bee513fp+2,
    0x1.ef0bb3e4617e5p+1, 0x1.7602a3ebd9071p+0, 0x1.502f721e1afd6p-2,
    0x1.5da610376bbeap-5, 0x1.75a066a4d8e02p-9, 0x1.26ec406cf14f7p-14};
inline constexpr double quantile_near_bottom[] = {
    0x1.0000000000000p+0,  0x1.095bed3578495p+1,  0x1.bdb58ab5af0bdp+0,
    0x1.8957feb220582p-1,  0x1.8a71e0038c0e5p-3,  0x1.be05243df3d09p-6,
    0x1.fba5fae264d8fp-10, 0x1.a10c32b278440p-15, 0x1.3deb43c5011b6p-35};

// quantile_far: degree 8/8, relative error 1.01e-16
inline constexpr double quantile_far_top[] = {
    0x1.6a09fd5cd365fp+0,  0x1.2f3bd0b694615p+8,   0x1.0bcaa7a66dd59p+14,
    0x1.4d0c5582185bdp+18, 0x1.324ffe7c84481p+21,  0x1.62f6de3620d7ep+22,
    0x1.33b156aa0f4a6p+16, -0x1.53617d8d12e52p+22, -0x1.f472844e9205ep+16};
inline constexpr double quantile_far_bottom[] = {
    0x1.0000000000000p+0,  0x1.acd6e4246b8fep+7,   0x1.7ad51d864708ap+13,
    0x1.d83bca93506e7p+17, 0x1.b83b5a734fecdp+20,  0x1.16d8995a33525p+22,
    0x1.39de527f9fe3cp+21, -0x1.d182624a4984bp+16, 0x1.c3526bd80ea48p+14};

}  // namespace upsurge::coefficients
