#include "examples/synthetic/towns.h"

#include <array>

#include "examples/synthetic/builder.h"

namespace boussole::synthetic {
namespace {

/// Answers with reasons, shares voice, goes back over its promises, meets in person. The newest Decidim.
Platform val_clair() {
  Builder town = platform(11);
  town.host("participer.val-clair.example").name("Val-Clair", "VCL").locales({"fr", "en"}).extracted(at(2026, 3, 2));
  town.pseudonyms(35).people(320).badges(2).deleted(4).blocked(2).tail(1).groups(3).themes(8, 6);

  town.process("budget-participatif-2024").runs(at(2024, 2, 1), at(2024, 6, 30));
  town.meetings(3).minutes(3).comments(6);
  town.proposals(70).answering({8, 55, 5}).accepted(24).rejected(26).evaluating(6).withdrawn(2);
  town.amendments(3, 2).coauthored(5).official(2).located(75).votes(90).likes(6);
  town.comments(330, {50, 75, 40, 12, 3, 3}).hide_comments(2).delete_comments(1);
  town.results(8).linked(7).finished(4).comments(8);
  town.projects(12).linked(10).selected(6);

  town.process("plan-velo").runs(at(2025, 3, 1), at(2025, 8, 31));
  town.meetings(4).minutes(3);
  town.proposals(95).answering({6, 48, 4}).accepted(30).rejected(28).evaluating(9).withdrawn(1);
  town.from_meeting(9).by_group(4).coauthored(6).amendments(4, 3).hidden(1).located(80).votes(120).likes(8);
  town.comments(430, {52, 78, 44, 10, 3, 4}).hide_comments(2).delete_comments(2);
  town.results(7).linked(6).finished(2);
  town.debates(5).comments(24, {45, 40, 45, 10, 3, 5});
  town.posts(4).comments(5).pages(1).survey(60);

  town.assembly("conseil-des-jeunes").runs(at(2024, 9, 2), at(2026, 8, 31)).meetings(4).minutes(3).posts(2).pages(1);
  town.initiative("i-1").runs(at(2025, 4, 1), at(2025, 10, 1));
  town.initiative("i-2").runs(at(2025, 9, 1), at(2026, 2, 1));
  return town.build();
}

/// A few accounts write most of it, a letter is copied forty times, few answers and all alike. The Decidim before the
/// newest.
Platform port_lune() {
  Builder town = platform(23);
  town.host("jeparticipe.port-lune.example").name("Port-Lune", "PLU").locales({"fr"}).extracted(at(2025, 11, 17));
  town.pseudonyms(15).people(170).badges(3).deleted(3).blocked(4).tail(4).groups(1).themes(5, 4).wording(false);

  town.process("mon-littoral-demain").runs(at(2025, 2, 3), at(2025, 7, 18));
  town.meetings(9).minutes(1);
  town.proposals(190).answering({90, 150, 100}).accepted(3).rejected(21).evaluating(11).withdrawn(3);
  town.official(12).hidden(4).tail(1).campaign(44).tail(4).located(20).votes(400).likes(3);
  town.comments(430, {22, 70, 12, 35, 2, 2}).hide_comments(6, false).delete_comments(2);
  town.results(11).linked(1).finished(1);

  town.process("renovation-de-la-halle").runs(at(2025, 8, 1), at(2025, 10, 15));
  town.proposals(30).official(6).votes(150).votes_hidden();
  town.comments(70, {18, 60, 10, 40, 2, 0}).hide_comments(1, false);
  town.projects(9).selected(3);
  town.meetings(4).pages(4).metrics(30);
  return town.build();
}

/// Almost nothing: fourteen proposals on an old Decidim, votes that were meant to stay hidden.
Platform haute_sauge() {
  Builder town = platform(37);
  town.host("decidons.haute-sauge.example").name("Haute-Sauge", "HSA").locales({"fr"}).extracted(at(2021, 12, 6));
  town.pseudonyms(20).people(26).deleted(1).tail(2).themes(3, 0).wording(false);
  town.process("coeur-de-bourg").runs(at(2021, 3, 1), at(2021, 6, 30));
  town.meetings(1);
  town.proposals(14).answering({40, 90, 50}).rejected(2).withdrawn(1).drafts(1).votes(18).votes_hidden();
  town.comments(9, {20, 40, 40, 40, 2, 0});
  town.results(2);
  return town.build();
}

constexpr std::array<Town, 3> kTowns = {{
    {"val-clair",
     "answers with reasons, shares voice",
     {Generation::v0_31, ';', Zone::utc, RubyArrow::spaced, false},
     val_clair},
    {"port-lune",
     "few voices, a copied letter, few answers",
     {Generation::v0_30, ';', Zone::paris, RubyArrow::tight, false},
     port_lune},
    {"haute-sauge",
     "almost empty, an old version",
     {Generation::v0_24, ',', Zone::paris, RubyArrow::tight, false},
     haute_sauge},
}};

}  // namespace

std::span<const Town> towns() { return kTowns; }

std::optional<Town> town_named(std::string_view id) {
  for (const Town& town : kTowns)
    if (town.id == id) return town;
  return std::nullopt;
}

Platform complete_platform(std::uint64_t seed) {
  Builder town = platform(seed);
  town.locales({"fr", "en"}).pseudonyms(30).people(90).badges(2).deleted(3).blocked(2).groups(3).themes(6, 4);

  town.process("budget").runs(at(2022, 3, 1), at(2022, 7, 31));
  town.meetings(4).minutes(2).comments(12);
  town.edit().meetings[1].withdrawn = at(2022, 3, 2);
  town.proposals(60).accepted(14).rejected(9).evaluating(4).not_answered(2).withdrawn(3);
  town.official(2).from_meeting(2).by_group(2).coauthored(3).amendments(4, 2).copies(2).campaign(6).drafts(2).hidden(1);
  town.located(50).votes(60).likes(5);
  town.comments(180, {45, 60, 40, 15, 3, 4}).hide_comments(5).delete_comments(3);
  town.results(14).linked(9).finished(4).comments(10);
  town.edit().results[13].parent = 0;
  town.projects(10).linked(6).selected(4);

  town.process("plan-climat").runs(at(2023, 2, 1), at(2023, 9, 30));
  town.proposals(40).accepted(5).rejected(6).votes(30).votes_hidden().likes(3);
  town.comments(90).hide_comments(2, false);
  town.debates(4).comments(20);
  town.posts(3).comments(6).pages(2).survey(25).metrics(10);

  town.assembly("conseil-citoyen").runs(at(2022, 1, 1), at(2025, 1, 1)).proposals(8).accepted(2).comments(15);
  town.conference("rencontres").runs(at(2023, 10, 6), at(2023, 10, 8)).meetings(2).minutes(1);
  town.initiative("i-1").initiative("i-2");
  town.process("reserve-aux-agents").private_space().proposals(3).comments(4);
  town.process("pas-encore-ouvert").unpublished().proposals(2);
  town.vote("nom-de-la-halle");

  Platform built = town.build();
  built.proposals[0].title.front().text = "=SOMME(A1;A2) n'est pas une formule";
  built.proposals[1].paragraphs.front() = "- Une liste dès la première ligne ;\n- \"citée\", avec des guillemets.";
  built.proposals[2].title.front().text = "<script>alert(1)</script> & autres essais";
  built.people[1].name = "@mael";
  built.people[2].name = "Durand, Zoé";  // a comma in a name: joined lists cannot be split
  return built;
}

}  // namespace boussole::synthetic
