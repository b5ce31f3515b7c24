#include "tests/support/platform.h"

#include "engine/tally/links.h"

namespace boussole::test {

using namespace engine;

namespace {

Seconds at(int day) { return kDay0 + Seconds{day} * engine::kDay; }

void seen(Dataset& data, Seconds time) {
  if (!data.newest || *data.newest < time) data.newest = time;
  if (!data.oldest || *data.oldest > time) data.oldest = time;
}

}  // namespace

World::World() {
  data.platform_name = "ville.example";
  data.connector = "test";
  data.generation = "test";
  space("/processes/one");
}

std::uint32_t World::person(bool organiser) {
  Participant p;
  p.key = data.participants.size() + 1;
  p.kind = organiser ? ParticipantKind::organisation : ParticipantKind::person;
  p.organiser = organiser;
  data.participants.push_back(p);
  return static_cast<std::uint32_t>(data.participants.size() - 1);
}

std::uint32_t World::space(const std::string& key) {
  Space s;
  s.kind = SpaceKind::process;
  s.key = key;
  s.title = {key, key};
  data.spaces.push_back(s);
  return static_cast<std::uint32_t>(data.spaces.size() - 1);
}

std::uint32_t World::theme(Theme::Kind kind) {
  Theme t;
  t.kind = kind;
  t.id = data.themes.size() + 1;
  t.name = {"thème", "theme"};
  data.themes.push_back(t);
  return static_cast<std::uint32_t>(data.themes.size() - 1);
}

std::uint32_t World::proposal(const ProposalSpec& spec) {
  const auto row = static_cast<std::uint32_t>(data.contributions.size());
  Contribution c;
  c.id = row + 1;
  c.url_key = row + 1000;
  c.kind = spec.kind;
  c.created = c.published = at(spec.day);
  seen(data, at(spec.day));
  c.space = spec.space;
  c.state = spec.state;
  c.origin = spec.unsigned_author ? Origin::unknown : spec.origin;
  c.amendment = spec.amendment;
  c.withdrawn = spec.withdrawn;
  c.amends = spec.amends;
  c.text.words = 40;
  c.text.fingerprint = row + 1;
  c.created_in_meeting_known = spec.in_meeting_known;
  c.created_in_meeting = spec.in_meeting;
  if (spec.answered >= 0) {
    c.has_answer_text = true;
    c.answer.words = spec.answer_words;
    if (!spec.answer_undated) {
      c.answered = at(spec.answered);
      seen(data, at(spec.answered));
    }
  }
  if (!spec.unsigned_author) {
    c.authors.begin = static_cast<std::uint32_t>(data.author_pool.size());
    c.authors.count = 1;
    data.author_pool.push_back(spec.author);
    c.coauthors = spec.coauthors;
  }
  if (spec.theme != UINT32_MAX) {
    c.themes.begin = static_cast<std::uint32_t>(data.theme_pool.size());
    c.themes.count = 1;
    data.theme_pool.push_back(spec.theme);
  }
  data.contributions.push_back(c);
  return row;
}

std::uint32_t World::comment(const CommentSpec& spec) {
  const auto row = static_cast<std::uint32_t>(data.comments.size());
  Comment c;
  c.id = row + 1;
  c.root_key = spec.root;
  c.author = spec.author;
  c.space = spec.space;
  c.created = at(spec.day);
  seen(data, at(spec.day));
  c.alignment = static_cast<std::int8_t>(spec.alignment);
  c.depth = static_cast<std::uint8_t>(spec.depth);
  c.reply = spec.parent != UINT32_MAX || spec.orphan;
  c.orphan = spec.orphan;
  if (spec.parent != UINT32_MAX) c.parent = spec.parent;
  data.comments.push_back(c);
  return row;
}

void World::result(std::initializer_list<std::uint32_t> proposals, int end_day, int progress) {
  Followup f;
  f.id = data.followups.size() + 1;
  f.url_key = f.id + 500'000;
  f.space = 0U;
  f.sources.begin = static_cast<std::uint32_t>(data.link_pool.size());
  f.sources.count = static_cast<std::uint32_t>(proposals.size());
  for (std::uint32_t row : proposals) data.link_pool.push_back(data.contributions[row].url_key);
  if (end_day >= 0) f.end = at(end_day);
  if (progress >= 0) f.progress = progress;
  data.followups.push_back(f);
}

World& World::give_everything() {
  for (const char* name :
       {"comments", "comments.alignment", "comments.author", "comments.depth", "comments.parent", "comments.root",
        "meetings", "moderations", "projects", "proposals", "proposals.answer", "proposals.answered_at",
        "proposals.author", "proposals.coauthors", "proposals.themes", "results", "results.end_date", "results.sources", "spaces", "users"})
    data.capabilities[name] = Presence::full;
  return *this;
}

Tallies tallies_of(const Dataset& data, int as_of_day, unsigned threads) {
  TallyRules rules;
  rules.as_of = at(as_of_day);
  rules.threads = threads;
  TextMarks marks;
  marks.of.resize(data.signatures.size(), TextMarks::Mark::alone);
  return build_tallies(data, find_links(data), marks, rules);
}

}  // namespace boussole::test
