#include "bench/component.h"

#include <algorithm>
#include <numeric>

#include "examples/synthetic/words.h"

namespace boussole::bench {

using namespace synthetic;

namespace {

constexpr std::size_t kThemeCount = 8, kQuarterCount = 6, kLetterCount = 200;
/// Components of a space, in this order.
enum Place : std::uint64_t { kProposals, kMeetings, kResults, kProjects, kPlaces };

Index component(std::uint64_t space, Place place) { return static_cast<Index>(space * kPlaces + place); }

/// The i-th of n nearly equal parts of a whole.
std::uint64_t part(std::uint64_t whole, std::uint64_t i, std::uint64_t n) {
  return whole * (i + 1) / n - whole * i / n;
}

Localized french(std::string text) { return {{"fr", std::move(text)}}; }

}  // namespace

ComponentMaker::ComponentMaker(const LargeShape& shape, Platform& platform)
    : shape_(shape), platform_(platform), prose_(shape.seed) {
  platform_.host = "participer.grande-ville.example";
  platform_.name = "Grande-Ville";
  platform_.prefix = "GRV";
  platform_.locales = {"fr", "en"};
  platform_.extracted = at(2024, 6, 3);
  for (std::size_t i = 0; i < kThemeCount + kQuarterCount; ++i) {
    Taxonomy theme;
    theme.id = 500 + static_cast<Id>(i);
    theme.kind = i < kThemeCount ? Taxonomy::Kind::category : Taxonomy::Kind::scope;
    theme.name = i < kThemeCount ? Localized{{"fr", std::string(words::theme_name(i))},
                                             {"en", std::string(words::theme_name_en(i))}}
                                 : french("Quartier " + std::to_string(i - kThemeCount + 1));
    platform_.taxonomies.push_back(std::move(theme));
  }
  make_people();
  make_spaces();
  make_letters();
}

void ComponentMaker::make_people() {
  Random random(shape_.seed, 2);
  platform_.people.reserve(shape_.people);
  for (std::uint64_t i = 0; i < shape_.people; ++i) {
    Person person;
    person.id = static_cast<Id>(i) + 1;
    person.name = random.percent(40) ? words::pseudonym(random) : words::person_name(random);
    person.nickname = words::nickname(person.name, i + 1);
    if (random.percent(10)) person.about = words::about(random);
    person.avatar = random.percent(15);
    person.deleted = random.percent(1);
    person.verified = i % 20'000 == 19'999;
    if (i % 1'500 == 1'499) {
      person.blocked = platform_.extracted - static_cast<Time>(i % 300) * kDay;
      person.block_reason = "Publicité répétée.";
      person.report_reason = "spam";
    }
    platform_.people.push_back(std::move(person));
  }
}

void ComponentMaker::make_spaces() {
  Random random(shape_.seed, 3);
  static constexpr ComponentKind kKinds[] = {ComponentKind::proposals, ComponentKind::meetings,
                                             ComponentKind::accountability, ComponentKind::budgets};
  for (std::uint64_t i = 0; i < shape_.spaces; ++i) {
    Space space;
    space.id = static_cast<Id>(i) + 1;
    space.slug = "concertation-" + std::to_string(i + 1);
    space.reference = "GRV-PART-" + std::to_string(i + 1);
    space.title = french("Concertation " + std::to_string(i + 1));
    space.subtitle = french("La parole est à vous");
    space.short_description = french("<p>" + words::official_text(random, i % 2 == 0) + "</p>");
    space.description = french("<p>" + words::official_text(random, i % 2 == 0) + "</p>");
    const std::uint64_t month = i * 60 / shape_.spaces;
    space.start = at(2018 + static_cast<int>(month / 12), static_cast<unsigned>(month % 12) + 1, 5);
    space.end = *space.start + 120 * kDay;
    space.created = *space.start - 20 * kDay;
    space.updated = space.created;
    space.published = space.created + kDay;
    platform_.spaces.push_back(std::move(space));
    for (const ComponentKind kind : kKinds) {
      Component component;
      component.kind = kind;
      component.id = 10 + static_cast<Id>(platform_.components.size());
      component.space = static_cast<Index>(i);
      component.votes_hidden = kind == ComponentKind::proposals && i % 10 == 9;
      platform_.components.push_back(component);
    }
  }
}

void ComponentMaker::make_letters() {
  Random random(shape_.seed, 4);
  for (std::size_t i = 0; i < kLetterCount; ++i)
    letters_.push_back(prose_.paragraphs(random, (shape_.body_bytes + 100) * shape_.body_factor));
}

Index ComponentMaker::person() { return static_cast<Index>(random_.skewed(shape_.people, 4)); }

std::vector<std::string> ComponentMaker::body() {
  if (random_.per_mille(shape_.near_duplicates)) {
    ++near_duplicates_;
    const auto& letter = letters_[static_cast<std::size_t>(random_.skewed(letters_.size(), 3))];
    return random_.percent(30) ? letter : words::nearly(letter, texts_);
  }
  // Uniform around the mean, from a quarter of it to seven quarters.
  const auto mean = static_cast<std::int64_t>(shape_.body_bytes);
  const std::int64_t bytes = random_.between(mean / 4, mean * 7 / 4) - 60;
  return prose_.paragraphs(texts_, static_cast<std::size_t>(bytes) * shape_.body_factor);
}

void ComponentMaker::make(std::uint64_t space) {
  platform_.proposals.clear(), platform_.comments.clear(), platform_.meetings.clear();
  platform_.results.clear(), platform_.projects.clear(), platform_.moderations.clear();
  random_ = Random(shape_.seed, 10, space);
  texts_ = Random(shape_.seed, 11, space);
  add_proposals(space, part(shape_.proposals, space, shape_.spaces));
  add_comments(part(shape_.comments, space, shape_.spaces));
  add_meetings(space);
  add_results(space);
  add_projects(space);
  add_moderations();
}

void ComponentMaker::add_proposals(std::uint64_t space, std::uint64_t count) {
  const Space& where = platform_.spaces[static_cast<Index>(space)];
  static constexpr std::string_view kStates[] = {"accepted", "rejected", "evaluating"};
  platform_.proposals.reserve(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    Proposal row;
    row.id = next_id_++;
    row.component = component(space, kProposals);
    row.locale = "fr";
    row.category = static_cast<Index>(random_.below(kThemeCount));
    if (random_.percent(80)) row.scope = kThemeCount + static_cast<Index>(random_.below(kQuarterCount));
    row.authors.push_back({random_.percent(2) ? Author::Kind::organisation : Author::Kind::person, person(), 0});
    if (random_.percent(3)) row.authors.push_back({Author::Kind::person, person(), 0});
    row.title = french(words::proposal_title(texts_, *row.category));
    row.paragraphs = body();
    row.published = *where.start + random_.between(0, 110 * kDay);
    row.created = *row.published - random_.between(0, kDay);
    row.updated = *row.published;
    row.votes = static_cast<std::int64_t>(random_.skewed(2'000, 4));
    row.follows = static_cast<std::int64_t>(random_.skewed(100, 3));
    for (std::uint64_t likes = random_.skewed(6, 2); likes > 0; --likes) row.endorsers.push_back(person());
    if (random_.percent(50)) {
      row.address = words::address(texts_);
      row.latitude = 46'500'000 + random_.between(-90'000, 90'000);
      row.longitude = -1'200'000 + random_.between(-90'000, 90'000);
    }
    if (random_.percent(55)) {
      row.state = random_.pick(kStates);
      row.answered = *row.published + random_.between(5 * kDay, 200 * kDay);
      row.state_published = row.answered;
      row.answer = random_.percent(70) ? words::reasoned_answer(texts_, *row.category, row.state)
                                       : words::stock_answer(row.state);
    } else if (random_.percent(3)) {
      row.withdrawn = *row.published + random_.between(kDay, 30 * kDay);
    } else if (i > 0 && random_.percent(4)) {
      row.amends = static_cast<Index>(random_.below(i));
      row.state = random_.percent(40) ? "accepted" : "rejected";
    }
    platform_.proposals.push_back(std::move(row));
  }
}

void ComponentMaker::add_comments(std::uint64_t count) {
  threads_.assign(platform_.proposals.size(), {});
  platform_.comments.reserve(count);
  const std::uint64_t roots = platform_.proposals.size();
  for (std::uint64_t i = 0; i < count && roots > 0; ++i) {
    Comment row;
    // Popular proposals are scattered over the component by a step that shares no factor with most counts.
    row.root = static_cast<Index>(random_.skewed(roots, 2) * 7'919 % roots);
    row.author = person();
    row.locale = "fr";
    Time before = *platform_.proposals[row.root].published;
    std::vector<Index>& thread = threads_[row.root];
    if (!thread.empty() && random_.percent(45)) {
      const Index parent = thread[thread.size() - 1 - static_cast<Index>(random_.skewed(thread.size(), 2))];
      if (platform_.comments[parent].depth < 3) {
        row.parent = parent;
        row.depth = platform_.comments[parent].depth + 1;
        before = platform_.comments[parent].created;
        ++replies_;
      }
    }
    row.created = before + random_.between(5 * kMinute, 20 * kDay);
    if (random_.percent(35)) row.alignment = random_.percent(40) ? -1 : 1;
    row.paragraphs = body();
    row.hidden = random_.per_mille(4);
    thread.push_back(platform_.comments.size());
    platform_.comments.push_back(std::move(row));
  }
  order_comments();
}

/// Ids follow time, and rows follow ids, as a database gives them: threads are mixed with each other.
void ComponentMaker::order_comments() {
  std::vector<Comment>& rows = platform_.comments;
  std::vector<Index> order(rows.size()), place(rows.size());
  std::iota(order.begin(), order.end(), Index{0});
  std::ranges::stable_sort(order, [&](Index a, Index b) { return rows[a].created < rows[b].created; });
  for (Index i = 0; i < order.size(); ++i) place[order[i]] = i;
  std::vector<Comment> sorted;
  sorted.reserve(rows.size());
  for (const Index from : order) {
    Comment& row = sorted.emplace_back(std::move(rows[from]));
    row.id = next_id_++;
    if (row.parent) row.parent = place[*row.parent];
  }
  rows = std::move(sorted);
}

void ComponentMaker::add_meetings(std::uint64_t space) {
  const Space& where = platform_.spaces[static_cast<Index>(space)];
  for (std::uint64_t i = 0; i < 1 + shape_.proposals / shape_.spaces / 100; ++i) {
    Meeting row;
    row.id = next_id_++;
    row.component = component(space, kMeetings);
    row.title = french("Réunion publique : " + words::proposal_title(texts_, i));
    row.description = french("<p>" + words::official_text(texts_, true) + "</p>");
    row.location = french("Salle commune");
    row.address = words::address(texts_);
    row.start = *where.start + random_.between(0, 100 * kDay);
    row.end = row.start + 2 * kHour;
    row.created = row.start - 15 * kDay;
    row.updated = row.created;
    if (random_.percent(60)) {
      row.closed = row.end + 3 * kDay;
      row.attendees = random_.between(5, 200);
      row.contributions = random_.between(2, 60);
      row.organizations = "Vélo et compagnie";
    }
    platform_.meetings.push_back(std::move(row));
  }
}

void ComponentMaker::add_results(std::uint64_t space) {
  const Space& where = platform_.spaces[static_cast<Index>(space)];
  for (std::uint64_t i = 0; i < 1 + shape_.proposals / shape_.spaces / 50; ++i) {
    Result row;
    row.id = next_id_++;
    row.component = component(space, kResults);
    row.category = static_cast<Index>(i % kThemeCount);
    row.title = french(words::proposal_title(texts_, i));
    row.description = french("<p>" + words::official_text(texts_, false) + "</p>");
    row.created = *where.end + random_.between(10 * kDay, 60 * kDay);
    row.updated = row.created + random_.between(0, 200 * kDay);
    row.start = row.created / kDay * kDay;
    row.end = *row.start + random_.between(60, 500) * kDay;
    row.progress = random_.between(0, 10) * 10;
    row.status_id = row.progress == 100 ? 2 : 1;
    row.status_key = row.progress == 100 ? "termine" : "en_cours";
    row.status_name = french(row.progress == 100 ? "Terminé" : "En cours");
    for (std::uint64_t links = random_.below(4); links > 0; --links)
      row.proposals.push_back(static_cast<Index>(random_.below(platform_.proposals.size())));
    platform_.results.push_back(std::move(row));
  }
}

void ComponentMaker::add_projects(std::uint64_t space) {
  const Space& where = platform_.spaces[static_cast<Index>(space)];
  for (std::uint64_t i = 0; i < 1 + shape_.proposals / shape_.spaces / 60; ++i) {
    Project row;
    row.id = next_id_++;
    row.component = component(space, kProjects);
    row.budget = 40'000 + static_cast<Id>(space);
    row.budget_title = french("Budget");
    row.category = static_cast<Index>(i % kThemeCount);
    row.title = french(words::proposal_title(texts_, i));
    row.description = french("<p>" + words::official_text(texts_, true) + "</p>");
    row.amount = random_.between(2, 200) * 1000;
    row.confirmed_votes = static_cast<std::int64_t>(random_.skewed(5'000, 3));
    row.created = *where.start + 60 * kDay;
    row.updated = row.created + 30 * kDay;
    if (random_.percent(30)) row.selected = row.updated;
    if (random_.percent(60)) row.proposals = {static_cast<Index>(random_.below(platform_.proposals.size()))};
    platform_.projects.push_back(std::move(row));
  }
}

void ComponentMaker::add_moderations() {
  for (Index i = 0; i < platform_.comments.size(); ++i) {
    if (!platform_.comments[i].hidden) continue;
    Moderation row;
    row.id = next_id_++;
    row.of_comment = true;
    row.target = i;
    row.hidden = platform_.comments[i].created + kDay;
    if (random_.percent(85)) {
      row.reasons = {"offensive"};
      row.details = {""};
    }
    platform_.moderations.push_back(std::move(row));
  }
}

}  // namespace boussole::bench
