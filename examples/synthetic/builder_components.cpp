#include <utility>

#include "examples/synthetic/builder.h"
#include "examples/synthetic/words.h"

// Meetings, results, projects, debates, posts, pages, surveys, metrics and votes.
namespace boussole::synthetic {

Builder& Builder::meetings(std::size_t count) {
  const Index component = this->component(ComponentKind::meetings);
  const Index first = platform_.meetings.size();
  for (std::size_t i = 0; i < count; ++i) {
    Meeting row;
    row.id = new_id();
    row.component = component;
    row.category = any_theme(categories_);
    row.scope = any_theme(scopes_);
    row.title = titled("Réunion publique : " + words::proposal_title(texts_, words_of(row.category)));
    row.description = official();
    row.address = words::address(texts_);
    row.location = titled("Salle commune");
    row.location_hints = titled("Entrée par la cour");
    row.start = during() / kHour * kHour;
    row.end = row.start + 2 * kHour;
    row.created = row.start - random_.between(10, 30) * kDay;
    row.updated = row.created;
    row.latitude = 46'500'000 + random_.between(-30'000, 30'000);
    row.longitude = -1'200'000 + random_.between(-40'000, 40'000);
    platform_.meetings.push_back(std::move(row));
  }
  begin(Batch::meetings, first, count);
  return *this;
}

Builder& Builder::minutes(std::size_t count) {
  if (batch_ != Batch::meetings || first_ + count > platform_.meetings.size()) wrong("more minutes than meetings");
  for (std::size_t i = 0; i < count; ++i) {
    Meeting& row = platform_.meetings[first_ + i];
    row.closed = capped(row.end + random_.between(1, 15) * kDay);
    row.updated = *row.closed;
    row.attendees = random_.between(8, 90);
    row.contributions = random_.between(3, 40);
    row.organizations = "Les Amis du canal, Vélo et compagnie";
    row.minutes = official();
  }
  return *this;
}

Builder& Builder::results(std::size_t count) {
  const Index component = this->component(ComponentKind::accountability);
  const Index first = platform_.results.size();
  const Time start = platform_.spaces.back().end.value_or(platform_.extracted - 200 * kDay);
  for (std::size_t i = 0; i < count; ++i) {
    Result row;
    row.id = new_id();
    row.component = component;
    row.category = any_theme(categories_);
    row.scope = any_theme(scopes_);
    row.title = titled(words::proposal_title(texts_, words_of(row.category)));
    row.description = official();
    row.created = capped(start + random_.between(10, 60) * kDay);
    row.updated = capped(row.created + random_.between(0, 100) * kDay);
    row.start = row.created / kDay * kDay;
    row.end = *row.start + random_.between(60, 400) * kDay;
    row.progress = random_.between(0, 9) * 10;
    row.status_id = 1;
    row.status_key = "en_cours";
    row.status_name = titled("En cours");
    row.address = "";
    platform_.results.push_back(std::move(row));
  }
  begin(Batch::results, first, count);
  return *this;
}

Builder& Builder::finished(std::size_t count) {
  if (batch_ != Batch::results || first_ + count > platform_.results.size()) wrong("more finished than results");
  for (std::size_t i = 0; i < count; ++i) {
    Result& row = platform_.results[first_ + i];
    row.progress = 100;
    row.status_id = 2;
    row.status_key = "termine";
    row.status_name = titled("Terminé");
    row.end = platform_.extracted / kDay * kDay - random_.between(5, 90) * kDay;
    if (*row.end < *row.start) row.end = *row.start;
  }
  return *this;
}

Builder& Builder::projects(std::size_t count) {
  const Index component = this->component(ComponentKind::budgets);
  const Index first = platform_.projects.size();
  const Id budget = new_id();
  for (std::size_t i = 0; i < count; ++i) {
    Project row;
    row.id = new_id();
    row.component = component;
    row.budget = budget;
    row.budget_title = titled("Budget de l'année");
    row.category = any_theme(categories_);
    row.scope = any_theme(scopes_);
    row.title = titled(words::proposal_title(texts_, words_of(row.category)));
    row.description = official();
    row.amount = random_.between(4, 90) * 500;
    row.confirmed_votes = static_cast<std::int64_t>(random_.skewed(400, 2));
    row.follows = random_.between(0, 9);
    row.created = during();
    row.updated = capped(row.created + 30 * kDay);
    if (random_.percent(60)) {
      row.address = words::address(texts_);
      row.latitude = 46'500'000 + random_.between(-30'000, 30'000);
      row.longitude = -1'200'000 + random_.between(-40'000, 40'000);
    }
    platform_.projects.push_back(std::move(row));
  }
  begin(Batch::projects, first, count);
  return *this;
}

Builder& Builder::selected(std::size_t count) {
  if (batch_ != Batch::projects || first_ + count > platform_.projects.size()) wrong("more selected than projects");
  for (std::size_t i = 0; i < count; ++i) {
    Project& row = platform_.projects[first_ + i];
    row.selected = capped(row.created + 90 * kDay);
    row.updated = *row.selected;
  }
  return *this;
}

Builder& Builder::linked(std::size_t count) {
  const Index space = platform_.spaces.size() - 1;
  std::vector<Index> sources;
  for (const bool accepted_only : {true, false})
    for (Index i = 0; i < platform_.proposals.size(); ++i) {
      const Proposal& row = platform_.proposals[i];
      if (platform_.components[row.component].space != space || !row.published || row.hidden || row.amends) continue;
      if ((row.state == "accepted") == accepted_only && !row.withdrawn) sources.push_back(i);
    }
  if (sources.empty()) wrong("proposals are needed in the same space");
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<Index> links{sources[i % sources.size()]};
    if (i % 3 == 0 && sources.size() > 1) links.push_back(sources[(i + 1) % sources.size()]);
    if (batch_ == Batch::results && first_ + i < platform_.results.size())
      platform_.results[first_ + i].proposals = std::move(links);
    else if (batch_ == Batch::projects && first_ + i < platform_.projects.size())
      platform_.projects[first_ + i].proposals = std::move(links);
    else
      wrong("more links than results or projects");
  }
  return *this;
}

Builder& Builder::debates(std::size_t count) {
  const Index component = this->component(ComponentKind::debates);
  const Index first = platform_.debates.size();
  for (std::size_t i = 0; i < count; ++i) {
    Debate row;
    row.id = new_id();
    row.component = component;
    row.author = i % 2 == 0 ? Author{Author::Kind::organisation, 0, 0} : Author{Author::Kind::person, pick_person(), 0};
    row.category = any_theme(categories_);
    row.title = titled(words::proposal_title(texts_, words_of(row.category)));
    row.description = Localized{
        {platform_.locales.front(), "<p>" + words::proposal_body(texts_, words_of(row.category)).front() + "</p>"}};
    row.created = during();
    row.updated = row.created;
    row.endorsements = random_.between(0, 9);
    row.follows = random_.between(0, 9);
    if (i % 3 == 0) {
      row.closed = capped(row.created + 40 * kDay);
      row.conclusions = official();
    }
    platform_.debates.push_back(std::move(row));
  }
  begin(Batch::debates, first, count);
  return *this;
}

Builder& Builder::posts(std::size_t count) {
  const Index component = this->component(ComponentKind::blogs);
  const Index first = platform_.posts.size();
  for (std::size_t i = 0; i < count; ++i) {
    Post row;
    row.id = new_id();
    row.component = component;
    row.title = titled("Point d'étape " + std::to_string(i + 1));
    row.body = official();
    row.created = during();
    row.updated = row.created;
    platform_.posts.push_back(std::move(row));
  }
  begin(Batch::posts, first, count);
  return *this;
}

Builder& Builder::pages(std::size_t count) {
  const Index component = this->component(ComponentKind::pages);
  for (std::size_t i = 0; i < count; ++i) {
    const Time created = platform_.spaces.back().created;
    platform_.pages.push_back({new_id(), component, titled("Règles du jeu"), official(), created, created});
  }
  return *this;
}

Builder& Builder::survey(std::size_t responses) {
  const Index component = this->component(ComponentKind::surveys);
  static constexpr std::string_view kChoices[] = {"Chaque semaine", "Chaque mois", "Moins souvent", "Jamais"};
  for (std::size_t i = 0; i < responses; ++i) {
    SurveyResponse row;
    row.id = new_id();
    row.component = component;
    if (random_.percent(80)) row.person = pick_person();
    row.created = during();
    row.question = "1. Venez-vous au marché ?";
    row.choices = {std::string(random_.pick(kChoices))};
    platform_.survey_responses.push_back(std::move(row));
  }
  return *this;
}

Builder& Builder::metrics(std::size_t days) {
  std::int64_t total = 0;
  for (std::size_t i = 0; i < days; ++i) {
    const std::int64_t fresh = random_.between(0, 5);
    total += fresh;
    const Time day = platform_.extracted - static_cast<Time>(days - i) * kDay;
    platform_.metrics.push_back({day, "participants", total, fresh});
    platform_.metrics.push_back({day, "votes", total * 3, fresh * 3});
  }
  return *this;
}

Builder& Builder::vote(std::string slug) {
  Voting voting;
  voting.id = 1 + static_cast<Id>(platform_.votings.size());
  voting.slug = std::move(slug);
  voting.title = titled("Vote : quel nom pour la halle ?");
  voting.description = official();
  voting.start = platform_.extracted - 300 * kDay;
  voting.end = voting.start + 10 * kDay;
  const Id election = new_id(), question = new_id();
  static constexpr std::string_view kAnswers[] = {"Halle aux Merles", "Halle du Canal", "Halle des Tanneurs"};
  for (const std::string_view text : kAnswers) {
    BallotAnswer row;
    row.voting = platform_.votings.size();
    row.election = election;
    row.question = question;
    row.answer = new_id();
    row.election_title = voting.title;
    row.question_title = titled("Quel nom ?");
    row.answer_title = titled(std::string(text));
    row.votes = random_.between(10, 200);
    platform_.ballot_answers.push_back(std::move(row));
  }
  platform_.votings.push_back(std::move(voting));
  return *this;
}

}  // namespace boussole::synthetic
