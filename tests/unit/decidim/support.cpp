#include "tests/unit/decidim/support.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

namespace boussole::connectors::test {

namespace {

template <class T, T kEmpty>
std::ostream& operator<<(std::ostream& out, const OptionalValue<T, kEmpty>& value) {
  return value ? out << *value : out << '-';
}
std::ostream& operator<<(std::ostream& out, const engine::TextFeatures& t) {
  return out << t.words << '/' << t.characters << '/' << t.fingerprint;
}

template <class Pool>
void put(std::ostream& out, const Pool& pool, engine::PoolSpan span) {
  out << '[';
  for (std::uint32_t i = 0; i < span.count; ++i) out << pool[span.begin + i] << ' ';
  out << ']';
}

void contributions(std::ostream& out, const engine::Dataset& d) {
  for (const engine::Contribution& c : d.contributions) {
    out << "C " << c.id << ' ' << c.url_key << ' ' << c.created << ' ' << c.published << ' ' << c.answered << ' '
        << c.updated << ' ' << c.space << ' ' << c.component << ' ' << c.text << ' ' << c.answer << ' '
        << c.text_signature << ' ' << c.answer_signature << ' ' << c.votes << ' ' << c.comments << ' ' << c.endorsements
        << ' ' << c.follows << ' ' << c.coauthors << ' ' << c.links << ' ' << c.amends << ' ' << c.locale << ' '
        << int(c.kind) << int(c.state) << int(c.origin) << c.amendment << c.withdrawn << c.official << c.has_answer_text
        << c.created_in_meeting << c.created_in_meeting_known << c.located;
    put(out, d.author_pool, c.authors);
    put(out, d.theme_pool, c.themes);
    put(out, d.link_pool, c.related);
    out << '\n';
  }
}

void rest(std::ostream& out, const engine::Dataset& d) {
  for (const engine::Comment& c : d.comments)
    out << "K " << c.id << ' ' << c.target << ' ' << c.root_key << ' ' << c.created << ' ' << c.author << ' ' << c.space
        << ' ' << c.locale << ' ' << c.parent << ' ' << c.text << ' ' << c.text_signature << ' ' << int(c.alignment)
        << ' ' << int(c.depth) << c.reply << c.orphan << '\n';
  for (const engine::Participant& p : d.participants)
    out << "P " << p.key << ' ' << int(p.kind) << p.deleted << p.organiser << p.verified << '\n';
  for (const engine::ExposedPerson& p : d.exposed)
    out << "E " << p.participant << ' ' << p.deleted << p.plausible_name << p.about << p.avatar << '\n';
  for (const engine::Meeting& m : d.meetings)
    out << "M " << m.id << ' ' << m.space << ' ' << m.created << ' ' << m.start << ' ' << m.end << ' ' << m.closed
        << ' ' << m.attendees << ' ' << m.contributions << ' ' << m.comments << ' ' << m.minutes << m.minutes_known
        << m.withdrawn << '\n';
  for (const engine::Followup& f : d.followups) {
    out << "F " << f.id << ' ' << f.url_key << ' ' << f.parent << ' ' << f.space << ' ' << f.created << ' ' << f.updated
        << ' ' << f.start << ' ' << f.end << ' ' << f.progress << ' ' << f.status_known << f.status_final
        << f.has_children;
    put(out, d.link_pool, f.sources);
    out << '\n';
  }
  for (const engine::Project& p : d.projects) {
    out << "B " << p.id << ' ' << p.url_key << ' ' << p.budget << ' ' << p.space << ' ' << p.created << ' '
        << p.selected << ' ' << p.amount << ' ' << p.votes << ' ' << p.comments << ' ' << p.links << ' ' << p.located
        << p.selected_known;
    put(out, d.link_pool, p.sources);
    put(out, d.theme_pool, p.themes);
    out << '\n';
  }
  for (const engine::Moderation& m : d.moderations)
    out << "H " << m.id << ' ' << m.hidden << ' ' << m.reports << m.has_reason << m.of_comment << '\n';
  for (const engine::ModeratedUser& m : d.moderated_users) out << "U " << m.blocked << m.has_reason << '\n';
  for (const engine::OfficialText& t : d.official_texts)
    out << "O " << t.space << ' ' << t.locale << ' ' << t.words << ' ' << t.sentences << ' ' << t.syllables << '\n';
  for (const engine::Aggregate& a : d.aggregates)
    out << "A " << a.entity << ' ' << a.label << ' ' << a.space << ' ' << a.day << ' ' << a.total << '\n';
  for (const engine::Theme& t : d.themes)
    out << "T " << int(t.kind) << ' ' << t.id << ' ' << t.root << ' ' << t.is_root << t.listed << ' ' << t.name.fr
        << '|' << t.name.en << '\n';
  for (const engine::TextSignature& s : d.signatures)
    out << "S " << s.fingerprint << ' ' << s.offset << ' ' << s.length << ' ' << s.source << ' ' << s.author << ' '
        << s.space << ' ' << int(s.of) << s.html << ' ' << s.words << ' ' << s.bins[0] << ' ' << s.bins[63] << '\n';
}

void sheet(std::ostream& out, const engine::Dataset& d) {
  out << d.platform_name << ' ' << d.platform_url << ' ' << d.generation << ' ' << d.open_licence << ' ' << d.newest
      << ' ' << d.oldest << '\n';
  for (const std::string& l : d.locales) out << "L " << l << '\n';
  for (const engine::Space& s : d.spaces) {
    out << "s " << int(s.kind) << ' ' << s.key << ' ' << s.url << ' ' << s.title.fr << '|' << s.title.en << ' '
        << s.created << ' ' << s.published << ' ' << s.start << ' ' << s.end << ' ' << s.listed
        << s.opened_by_participants;
    for (const auto& l : s.title_locales) out << ' ' << l;
    for (const auto& l : s.description_locales) out << ' ' << l;
    out << '\n';
  }
  for (const auto& [name, presence] : d.capabilities) out << name << '=' << engine::to_string(presence) << '\n';
  for (const auto& [name, fill] : d.fill) out << name << ' ' << fill.filled << '/' << fill.rows << '\n';
  for (const engine::SourceRecord& s : d.sources) {
    out << s.file << ' ' << s.entity << ' ' << s.sha256 << ' ' << s.bytes << ' ' << s.rows_read << ' '
        << s.rows_rejected << ' ' << s.rows_duplicate << '\n';
    for (const Message& m : s.notes) out << "  " << m.code << ' ' << m.text.fr << '\n';
  }
  out << d.rejections.total << '\n';
  for (const auto& [code, count] : d.rejections.by_reason) out << code << ' ' << count << '\n';
  for (const engine::RejectedRow& r : d.rejections.sample)
    out << r.file << ':' << r.line << ':' << r.column << ' ' << r.reason.code << '\n';
}

}  // namespace

Expected<Reading> try_read(Files files, ReadOptions options) {
  auto sources = std::make_shared<SourceList>();
  for (auto& [name, content] : files) sources->tables.push_back(memory_source(name, std::move(content)));
  return read_sources(std::move(sources), options);
}

Reading read(Files files, ReadOptions options) {
  auto reading = try_read(std::move(files), std::move(options));
  if (!reading) FAIL(reading.error().in(Language::en));
  return std::move(*reading);
}

std::string table(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

const engine::SourceRecord& record(const Reading& reading, const std::string& file) {
  for (const engine::SourceRecord& source : reading.data.sources)
    if (source.file == file) return source;
  FAIL("no record of " << file);
  return reading.data.sources.front();
}

bool has(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

std::string dump(const engine::Dataset& data) {
  std::ostringstream out;
  sheet(out, data);
  contributions(out, data);
  rest(out, data);
  return out.str();
}

}  // namespace boussole::connectors::test
