#include "connectors/mapped/moments.h"

#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <array>
#include <atomic>
#include <mutex>
#include <vector>

#include "connectors/csv/values.h"
#include "connectors/mapped/values.h"
#include "connectors/quick.h"

namespace boussole::connectors::mapped {

namespace {

constexpr Seconds kFirst = 631'152'000;   // 1990-01-01
constexpr Seconds kLast = 4'133'980'800;  // 2101-01-01
constexpr int kOffsetBits = 20;
constexpr Seconds kOffsetBias = Seconds{1} << 19;  // beyond any offset: a day has 86,400 seconds

Error bad(Text what, Text remedy) {
  Error error;
  error.what = std::move(what);
  error.remedy = std::move(remedy);
  return error;
}

bool has_clock(std::string_view cell) { return cell.find(':') != std::string_view::npos; }

/// Ends with the minutes or seconds of its clock, and is too short to say a zone as well ("1/2/2024 10:00+01:00").
bool is_local(std::string_view cell) { return cell.size() >= 3 && cell.size() < 20 && cell[cell.size() - 3] == ':'; }

/// Whether an ISO-like time says its own zone.
bool has_zone(std::string_view cell) {
  if (cell.ends_with('Z') || cell.ends_with("UTC") || cell.ends_with("GMT")) return true;
  const auto colon = cell.find(':');
  return colon != std::string_view::npos && cell.find_first_of("+-", colon) != std::string_view::npos;
}

/// A pattern shows a time of day where it has hours outside quotes.
bool pattern_has(std::string_view pattern, std::string_view letters) {
  bool quoted = false;
  for (const char c : pattern) {
    if (c == '\'') quoted = !quoted;
    if (!quoted && letters.find(c) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

struct MomentReader::State {
  Options options;
  std::unique_ptr<icu::TimeZone> zone;
  std::vector<std::unique_ptr<icu::SimpleDateFormat>> patterns;
  mutable std::mutex mutex;
  mutable std::array<std::atomic<std::uint64_t>, 4096> offsets{};  ///< by quarters of an hour, local; 0: none

  Expected<void> add(const std::string& format) {
    UErrorCode status = U_ZERO_ERROR;
    auto pattern = std::make_unique<icu::SimpleDateFormat>(icu::UnicodeString::fromUTF8(format),
                                                           icu::Locale(options.locale.c_str()), status);
    if (U_FAILURE(status) || !pattern_has(format, "yu") || !pattern_has(format, "ML") || !pattern_has(format, "d"))
      return std::unexpected(
          bad({"« " + format + " » n’est pas un format de date complet", "“" + format + "” is not a whole date format"},
              {"Écrivez par exemple dd/MM/yyyy HH:mm : M pour les mois, m pour les minutes.",
               "Write for example dd/MM/yyyy HH:mm: M for months, m for minutes."}));
    pattern->setLenient(false);
    pattern->setTimeZone(pattern_has(format, "Hhk") ? *zone : *icu::TimeZone::getGMT());
    patterns.push_back(std::move(pattern));
    return {};
  }

  /// Local seconds as UTC ones. Clocks are turned at whole quarters of an hour: within one the answer is the same, and
  /// it is kept, since the library takes long to give it. An entry is the number of the quarter and what is added to
  /// UTC, in one word: threads may find one missing or overwritten, never half of it.
  Seconds to_utc(Seconds local) const {
    if (local < kFirst) return asked(local);
    constexpr Seconds kQuarter = 900;
    const auto quarter = static_cast<std::uint64_t>(local / kQuarter);
    std::atomic<std::uint64_t>& kept = offsets[quarter % offsets.size()];
    std::uint64_t entry = kept.load(std::memory_order_relaxed);
    if (entry >> kOffsetBits != quarter) {
      const Seconds begin = static_cast<Seconds>(quarter) * kQuarter;
      const std::lock_guard one_at_a_time(mutex);
      entry = (quarter << kOffsetBits) | static_cast<std::uint64_t>(begin - asked(begin) + kOffsetBias);
      kept.store(entry, std::memory_order_relaxed);
    }
    return local - (static_cast<Seconds>(entry & ((std::uint64_t{1} << kOffsetBits) - 1)) - kOffsetBias);
  }

  Seconds asked(Seconds local) const {
    std::int32_t raw = 0, summer = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone->getOffset(static_cast<UDate>(local) * 1000.0, true, raw, summer, status);
    return U_SUCCESS(status) ? local - (raw + summer) / 1000 : local;
  }
};

MomentReader::MomentReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
MomentReader::~MomentReader() = default;
bool MomentReader::any_thread() const { return state_->patterns.empty(); }
const std::string& MomentReader::format() const { return state_->options.format; }

Expected<std::shared_ptr<const MomentReader>> MomentReader::make(const Options& options) {
  auto state = std::make_unique<State>();
  state->options = options;
  state->zone.reset(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(options.zone)));
  if (*state->zone == icu::TimeZone::getUnknown())
    return std::unexpected(bad({"« " + options.zone + " » n’est pas un fuseau horaire connu",
                                "“" + options.zone + "” is not a known time zone"},
                               {"Écrivez un nom de la liste IANA, par exemple Europe/Paris ou Indian/Reunion.",
                                "Write a name of the IANA list, for example Europe/Paris or Indian/Reunion."}));
  for (const std::string_view format : parts_of(options.format, "|"))
    if (auto done = state->add(std::string(format)); !done) return std::unexpected(done.error());
  return std::shared_ptr<const MomentReader>(new MomentReader(std::move(state)));
}

OptionalTime MomentReader::read(std::string_view cell) const {
  cell = csv::trimmed(cell);
  if (cell.empty()) return std::nullopt;
  const icu::StringPiece piece(cell.data(), static_cast<std::int32_t>(cell.size()));
  for (const auto& pattern : state_->patterns) {
    const auto text = icu::UnicodeString::fromUTF8(piece);
    icu::ParsePosition at(0);
    const UDate date = pattern->parse(text, at);
    if (at.getErrorIndex() >= 0 || at.getIndex() != text.length()) continue;
    const auto seconds = static_cast<Seconds>(date / 1000.0);
    return seconds >= kFirst && seconds < kLast ? OptionalTime(seconds) : OptionalTime();
  }
  // A real date of a workbook comes as ISO text whatever it looked like; nothing else may be guessed.
  if (!state_->patterns.empty() && (cell.size() < 10 || cell[4] != '-')) return std::nullopt;
  const auto known = quick_time(cell);
  if (!known || (!is_local(cell) && (!has_clock(cell) || has_zone(cell)))) return known;
  return state_->to_utc(*known);
}

}  // namespace boussole::connectors::mapped
