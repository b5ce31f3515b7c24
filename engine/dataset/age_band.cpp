#include "engine/dataset/age_band.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace boussole::engine {

namespace {

constexpr int kOldest = 130;

/// Lower-case ASCII, every dash as '-', no spaces.
std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (text.substr(i).starts_with("\xE2\x80\x93") || text.substr(i).starts_with("\xE2\x80\x94")) {
      out += '-';
      i += 2;
    } else if (text.substr(i).starts_with("\xC2\xA0")) {
      ++i;
    } else if (c != ' ' && c != '\t') {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == '_' ? '-' : c;
    }
  }
  return out;
}

bool drop_front(std::string& text, std::string_view what) {
  if (!text.starts_with(what)) return false;
  text.erase(0, what.size());
  return true;
}

bool drop_back(std::string& text, std::string_view what) {
  if (!text.ends_with(what)) return false;
  text.resize(text.size() - what.size());
  return true;
}

template <std::size_t N>
bool drop_any_front(std::string& text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return drop_front(text, w); });
}

template <std::size_t N>
bool drop_any_back(std::string& text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return drop_back(text, w); });
}

std::optional<int> years(std::string text) {
  drop_any_back(text, std::array<std::string_view, 4>{"ans", "years", "year", "yo"});
  if (text.empty() || text.size() > 3) return std::nullopt;
  int out = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    out = out * 10 + (c - '0');
  }
  if (out > kOldest) return std::nullopt;
  return out;
}

std::optional<AgeBand> from(const std::optional<int>& low, int more) {
  if (!low) return std::nullopt;
  return AgeBand{*low + more, AgeBand::kNoEnd};
}

std::optional<AgeBand> until(const std::optional<int>& high, int less) {
  if (!high || *high < less) return std::nullopt;
  return AgeBand{0, *high - less};
}

}  // namespace

std::optional<AgeBand> age_band_of(std::string_view written) {
  std::string text = plain(written);
  if (drop_front(text, ">=") || drop_front(text, "\xE2\x89\xA5")) return from(years(text), 0);
  if (drop_front(text, "<=") || drop_front(text, "\xE2\x89\xA4")) return until(years(text), 0);
  if (drop_front(text, ">")) return from(years(text), 1);
  if (drop_any_front(text, std::array<std::string_view, 3>{"<", "moinsde", "under"})) return until(years(text), 1);
  if (drop_any_front(text, std::array<std::string_view, 1>{"plusde"})) return from(years(text), 1);
  if (drop_any_back(
          text, std::array<std::string_view, 7>{"+", "etplus", "ou plus", "ouplus", "andover", "orolder", "andolder"}))
    return from(years(text), 0);
  for (const std::string_view between : {"-", "to", "\xC3\xA0"}) {
    const std::size_t at = text.find(between);
    if (at == std::string::npos) continue;
    const auto low = years(text.substr(0, at)), high = years(text.substr(at + between.size()));
    if (!low || !high || *low > *high) return std::nullopt;
    return AgeBand{*low, *high};
  }
  const auto age = years(text);
  if (!age) return std::nullopt;
  return AgeBand{*age, *age};
}

std::string id_of(const AgeBand& band) {
  if (band.high == AgeBand::kNoEnd) return std::to_string(band.low) + "+";
  if (band.low == band.high) return std::to_string(band.low);
  return std::to_string(band.low) + "-" + std::to_string(band.high);
}

Text name_of(const AgeBand& band) {
  const std::string low = std::to_string(band.low), high = std::to_string(band.high);
  if (band.high == AgeBand::kNoEnd) return {low + " ans et plus", low + " and over"};
  if (band.low == 0)
    return {"moins de " + std::to_string(band.high + 1) + " ans", "under " + std::to_string(band.high + 1)};
  if (band.low == band.high) return {low + " ans", low + " years"};
  return {low + " à " + high + " ans", low + " to " + high};
}

}  // namespace boussole::engine
