#pragma once

#include <span>

/// The elementary functions of portable_math.h on whole arrays, in place, several numbers at a time. Every element gets
/// the bits that the function of one number gives, on any machine.
namespace boussole::engine::statistics::portable {

void log_each(std::span<double> x);
void log1p_each(std::span<double> x);
void exp_each(std::span<double> x);

}  // namespace boussole::engine::statistics::portable
