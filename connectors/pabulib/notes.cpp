#include <string>

#include "connectors/csv/values.h"
#include "connectors/pabulib/election.h"

namespace boussole::connectors::pabulib {

namespace {

constexpr std::int64_t kSmallest = 5;  ///< fewer people than this are not counted out loud

Text people(std::int64_t count) {
  const std::string least = std::to_string(kSmallest);
  if (count < kSmallest) return {"moins de " + least, "fewer than " + least};
  return {std::to_string(count), std::to_string(count)};
}

const char* name_of(engine::VoteScale scale) {
  switch (scale) {
    case engine::VoteScale::ordinal:
      return "ordinal";
    case engine::VoteScale::cumulative:
      return "cumulative";
    case engine::VoteScale::scoring:
      return "scoring";
    default:
      return "approval";
  }
}

}  // namespace

/// What a reader must know of the file before its figures.
void Election::notes() {
  const std::string ballots = std::to_string(ballots_), scale = name_of(*scale_);
  const auto announced = csv::parse_integer(meta_["num_votes"]);
  if (announced == ballots_) {
    note(record_, "ballots_as_announced", ballots + " bulletins (" + scale + "), autant que le fichier en annonce.",
         ballots + " ballots (" + scale + "), as many as the file announces.");
  } else {
    const std::string said = announced ? std::to_string(*announced) : "?";
    note(record_, "ballots_not_as_announced",
         ballots + " bulletins (" + scale + ") lus ; le fichier en annonce " + said + ".",
         ballots + " ballots (" + scale + ") read; the file announces " + said + ".");
  }
  const Text young = people(young_), old = people(old_);
  if (young_ > 0)
    note(record_, "ages_under_10",
         "Âges sous 10 ans : " + young.fr + " bulletins (vote par procuration, ou erreur). Gardés et signalés.",
         "Ages under 10: " + young.en + " ballots (a proxy vote, or an error). Kept and flagged.");
  if (old_ > 0)
    note(record_, "ages_over_110", "Âges de plus de 110 ans : " + old.fr + " bulletins. Gardés et signalés.",
         "Ages over 110: " + old.en + " ballots. Kept and flagged.");
  const std::int64_t paper = channels_[static_cast<std::size_t>(engine::VoteChannel::paper)];
  if (paper > 0)
    note(record_, "paper_ballots", "Bulletins sur papier : " + people(paper).fr + ".",
         "Ballots on paper: " + people(paper).en + ".");
  if (leftovers_ > 0)
    note(record_, "funded_from_leftovers",
         std::to_string(leftovers_) + " projets financés par le reste du budget (selected = 2), hors règle de vote.",
         std::to_string(leftovers_) +
             " projects funded from what was left of the budget (selected = 2), outside the rule.");
  std::int64_t differ = 0;
  for (const Listed& listed : projects_) differ += listed.written && *listed.written != listed.ballots;
  if (differ > 0)
    note(record_, "votes_column_differs",
         "La colonne votes de " + std::to_string(differ) +
             " projets ne dit pas le nombre de bulletins : il a été recompté.",
         "The votes column of " + std::to_string(differ) +
             " projects is not the number of ballots: it was counted again.");
}

}  // namespace boussole::connectors::pabulib
