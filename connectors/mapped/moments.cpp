#include "connectors/mapped/moments.h"

#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <algorithm>
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
constexpr int kQuarterShift = 20;
constexpr std::uint64_t kOffsetMask = (std::uint64_t{1} << 19) - 1, kSkipped = std::uint64_t{1} << 19;
constexpr Seconds kOffsetBias = Seconds{1} << 18;  // beyond any offset: a day has 86,400 seconds

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

constexpr std::string_view kIso = "2000-01-01 00:00:00";

/// Where a letter of a pattern stands in `kIso`; its end for letters that are not read here.
std::size_t place_in_iso(char letter) {
  constexpr std::string_view kLetters = "yMdHms";
  constexpr std::array<std::size_t, 7> kPlaces{0, 5, 8, 11, 14, 17, kIso.size()};
  return kPlaces[std::min(kLetters.find(letter), kLetters.size())];
}

/// A pattern of numbers of fixed widths (four digits of the year, two of everything else) with signs between them.
bool is_fixed(std::string_view pattern) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  std::string met;
  for (std::size_t i = 0; i < pattern.size();) {
    const char c = pattern[i];
    const std::size_t end = std::min(pattern.find_first_not_of(c, i), pattern.size());
    if (is_letter(c)) {
      if (place_in_iso(c) == kIso.size() || end - i != (c == 'y' ? 4U : 2U)) return false;
      if (met.find(c) != std::string::npos || (i > 0 && is_letter(pattern[i - 1]))) return false;
      met += c;
    } else if (c < ' ' || c > '~' || c == '\'' || (c >= '0' && c <= '9')) {
      return false;
    }
    i = end;
  }
  const auto has = [&](char letter) { return met.find(letter) != std::string::npos; };
  return has('y') && has('M') && has('d') && (has('H') || !has('m')) && (has('m') || !has('s'));
}

/// The local time of a cell that has exactly the signs and digits of a fixed pattern; empty for any other one, and for
/// days and hours that there are not.
OptionalTime fitted(std::string_view pattern, std::string_view cell) {
  if (cell.size() != pattern.size()) return std::nullopt;
  std::array<char, kIso.size()> iso;
  std::copy(kIso.begin(), kIso.end(), iso.begin());
  std::size_t to = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (i == 0 || pattern[i] != pattern[i - 1]) to = place_in_iso(pattern[i]);
    if (to == kIso.size()) {
      if (cell[i] != pattern[i]) return std::nullopt;
    } else {
      if (cell[i] < '0' || cell[i] > '9') return std::nullopt;
      iso[to++] = cell[i];
    }
  }
  if (iso[17] > '5') return std::nullopt;  // no leap seconds
  return quick_time({iso.data(), iso.size()});
}

}  // namespace

struct MomentReader::State {
  Options options;
  std::unique_ptr<icu::TimeZone> zone;
  std::vector<std::unique_ptr<icu::SimpleDateFormat>> patterns;
  /// The patterns up to the first one that is not fixed: a cell that fits one of them fits none before it.
  std::vector<std::string> fixed;
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
    if (fixed.size() == patterns.size() && is_fixed(format)) fixed.push_back(format);
    patterns.push_back(std::move(pattern));
    return {};
  }

  /// Local seconds as UTC ones; a time that clocks skipped counts on from before.
  Seconds to_utc(Seconds local) const {
    if (local < kFirst) return local - asked(local);
    return local - (static_cast<Seconds>(entry_of(local) & kOffsetMask) - kOffsetBias);
  }

  /// Whether clocks showed that time at all. From 1990 on.
  bool was_shown(Seconds local) const { return (entry_of(local) & kSkipped) == 0; }

  /// Clocks are turned at whole quarters of an hour: within one the answer is the same, and it is kept, since the
  /// library takes long to give it. An entry is the number of the quarter, whether it was skipped, and what is added to
  /// UTC, in one word: threads may find one missing or overwritten, never half of it.
  std::uint64_t entry_of(Seconds local) const {
    constexpr Seconds kQuarter = 900;
    const auto quarter = static_cast<std::uint64_t>(local / kQuarter);
    std::atomic<std::uint64_t>& kept = offsets[quarter % offsets.size()];
    std::uint64_t entry = kept.load(std::memory_order_relaxed);
    if (entry >> kQuarterShift == quarter) return entry;
    const Seconds begin = static_cast<Seconds>(quarter) * kQuarter;
    const std::lock_guard one_at_a_time(mutex);
    const Seconds ahead = asked(begin);
    entry = (quarter << kQuarterShift) | static_cast<std::uint64_t>(ahead + kOffsetBias);
    if (asked(begin - ahead, false) != ahead) entry |= kSkipped;
    kept.store(entry, std::memory_order_relaxed);
    return entry;
  }

  /// What is added to UTC at a time, local or not; nothing where the library does not know.
  Seconds asked(Seconds time, bool local = true) const {
    std::int32_t raw = 0, summer = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone->getOffset(static_cast<UDate>(time) * 1000.0, local, raw, summer, status);
    return U_SUCCESS(status) ? (raw + summer) / 1000 : 0;
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
  const auto plausible = [](Seconds seconds) {
    return seconds >= kFirst && seconds < kLast ? OptionalTime(seconds) : OptionalTime();
  };
  for (const std::string& pattern : state_->fixed) {
    const OptionalTime local = fitted(pattern, cell);
    if (!local) continue;
    if (!pattern_has(pattern, "H")) return plausible(*local);
    if (state_->was_shown(*local)) return plausible(state_->to_utc(*local));
  }
  const icu::StringPiece piece(cell.data(), static_cast<std::int32_t>(cell.size()));
  for (const auto& pattern : state_->patterns) {
    const auto text = icu::UnicodeString::fromUTF8(piece);
    icu::ParsePosition at(0);
    const UDate date = pattern->parse(text, at);
    if (at.getErrorIndex() >= 0 || at.getIndex() != text.length()) continue;
    return plausible(static_cast<Seconds>(date / 1000.0));
  }
  // A real date of a workbook comes as ISO text whatever it looked like; nothing else may be guessed.
  if (!state_->patterns.empty() && (cell.size() < 10 || cell[4] != '-')) return std::nullopt;
  const auto known = quick_time(cell);
  if (!known || (!is_local(cell) && (!has_clock(cell) || has_zone(cell)))) return known;
  return state_->to_utc(*known);
}

}  // namespace boussole::connectors::mapped
