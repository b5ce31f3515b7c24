#include "bench/connector_files.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <utility>

namespace boussole::bench {

namespace {

/// A small generator of our own: the file must be the same everywhere.
struct Random {
  std::uint64_t state = 42;
  std::uint64_t next(std::uint64_t below) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (state >> 33) % below;
  }
};

std::string number(std::uint64_t value) { return std::to_string(value); }

/// Words of French, some with accents; line ends and doubled quotes now and then, inside quotes.
std::string body(Random& random, std::size_t least) {
  static constexpr std::string_view kWords[] = {"la",   "ville", "propose", "d’aménager", "une",    "piste",
                                                "pour", "les",   "écoles",  "sécurisée",  "et",     "cyclable",
                                                "rue",  "parc",  "arbres",  "quartier",   "marché", "gare"};
  std::string out = "\"";
  const std::size_t end = least + random.next(least);
  while (out.size() < end) {
    out += kWords[random.next(std::size(kWords))];
    const std::uint64_t dice = random.next(40);
    out += dice == 0 ? ".\n" : dice == 1 ? " \"\"oui\"\" " : " ";
  }
  return out + "\"";
}

std::string moment(Random& random) {
  const auto two = [&](std::uint64_t from, std::uint64_t below) {
    const std::string digits = number(from + random.next(below));
    return digits.size() < 2 ? "0" + digits : digits;
  };
  const std::string day = "2023-" + two(1, 12) + "-" + two(1, 28);
  return day + " " + two(8, 12) + ":" + two(0, 60) + ":" + two(0, 60);
}

using Row = std::function<std::string(Random&, std::uint64_t)>;

void write(const std::string& path, const std::string& header, std::uint64_t bytes, const Row& row) {
  std::FILE* out = std::fopen(path.c_str(), "wb");
  if (out == nullptr) std::exit(1);
  Random random;
  std::string text = header;
  std::uint64_t written = 0;
  for (std::uint64_t i = 0; written + text.size() < bytes; ++i) {
    text += row(random, i);
    if (text.size() > 1'000'000) {
      written += std::fwrite(text.data(), 1, text.size(), out);
      text.clear();
    }
  }
  std::fwrite(text.data(), 1, text.size(), out);
  std::fclose(out);
}

constexpr std::string_view kCap =
    "export_contribution_type,export_proposal_id,export_proposal_published_at,export_proposal_reference,"
    "export_proposal_title,export_proposal_summary,export_proposal_description,export_proposal_author_id,"
    "export_proposal_category_name,export_proposal_theme_title,export_proposal_district_name,export_proposal_link,"
    "export_proposal_status_name,export_proposal_created_at,export_proposal_updated_at,"
    "export_proposal_publication_status,export_proposal_author_username,export_proposal_author_is_email_confirmed,"
    "export_proposal_author_email,export_proposal_author_user_type_name,export_proposal_official_response,"
    "export_proposal_votes_id,export_proposal_votes_created_at,export_proposal_votes_published,"
    "export_proposal_votes_accounted,export_proposal_votes_anonymous,export_proposal_votes_author_id,"
    "export_proposal_votes_author_username,export_proposal_comments_id,export_proposal_comments_body,"
    "export_proposal_comments_created_at,export_proposal_comments_published_at,export_proposal_comments_author_id,"
    "export_proposal_comments_author_username,export_proposal_comments_author_is_email_confirmed,"
    "export_proposal_comments_author_user_type_name,export_proposal_comments_publication_status\n";

/// A row of the union table: the cells that are named, the others empty.
std::string cap_cells(std::initializer_list<std::pair<std::string_view, std::string>> given) {
  std::string out;
  for (std::string_view rest = kCap.substr(0, kCap.size() - 1); !rest.empty();) {
    const std::string_view column = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(column.size() + 1, rest.size()));
    for (const auto& [name, cell] : given)
      if (column.substr(7) == name) out += cell;
    out += rest.empty() ? '\n' : ',';
  }
  return out;
}

/// A union table: one proposal, then its votes and comments, each with the columns of the others empty.
std::string cap_row(Random& random, std::uint64_t i) {
  const std::string proposal = "proposal" + number(i / 40), user = "user" + number(random.next(200'000)),
                    link = "https://site.example/project/budget/collect/idees/proposals/idee-" + number(i / 40);
  if (i % 40 == 0)
    return cap_cells({{"contribution_type", "export_contribution_type_proposal"},
                      {"proposal_id", proposal},
                      {"proposal_published_at", moment(random)},
                      {"proposal_reference", "1-" + number(i / 40)},
                      {"proposal_title", "Titre"},
                      {"proposal_description", body(random, 400)},
                      {"proposal_author_id", user},
                      {"proposal_category_name", "Mobilité"},
                      {"proposal_district_name", "Centre"},
                      {"proposal_link", link},
                      {"proposal_status_name", "En cours"},
                      {"proposal_created_at", moment(random)},
                      {"proposal_publication_status", "PUBLISHED"},
                      {"proposal_author_username", "nom"},
                      {"proposal_author_email", "a@b.example"},
                      {"proposal_author_user_type_name", "Citoyen"}});
  if (i % 8 == 1)
    return cap_cells({{"contribution_type", "export_contribution_type_proposal_comment"},
                      {"proposal_id", proposal},
                      {"proposal_link", link},
                      {"proposal_comments_id", "comment" + number(i)},
                      {"proposal_comments_body", body(random, 200)},
                      {"proposal_comments_created_at", moment(random)},
                      {"proposal_comments_author_id", user},
                      {"proposal_comments_author_username", "nom"},
                      {"proposal_comments_publication_status", "PUBLISHED"}});
  return cap_cells({{"contribution_type", "export_contribution_type_proposal_vote"},
                    {"proposal_id", proposal},
                    {"proposal_link", link},
                    {"proposal_votes_id", "vote" + number(i)},
                    {"proposal_votes_created_at", moment(random)},
                    {"proposal_votes_published", "Oui"},
                    {"proposal_votes_accounted", "Oui"},
                    {"proposal_votes_author_id", user},
                    {"proposal_votes_author_username", "nom"}});
}

void polis(const std::string& folder, std::uint64_t bytes) {
  write(folder + "/votes.csv", "timestamp,datetime,comment-id,voter-id,vote\n", bytes,
        [](Random& random, std::uint64_t i) {
          // Everybody agrees with the first statement, then votes on every other one in turn.
          const bool first = i % 500 == 0;
          const std::uint64_t statement = first ? 0 : i % 500 * 2 + random.next(2), voter = i / 500;
          return number(1'600'000'000'000 + i * 1000) + ",Sun Sep 13 2020 12:26:40 GMT+0000," + number(statement) +
                 "," + number(voter) + "," + number(first ? 1 : random.next(2)) + "\n";
        });
  write(folder + "/comments.csv", "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n",
        150'000, [](Random& random, std::uint64_t i) {
          return number(1'600'000'000'000 + i) + ",x," + number(i) + "," + number(i % 97) + ",1,1,1," +
                 body(random, 80) + "\n";
        });
  // A few people say which sign agreement has.
  write(folder + "/participants-votes.csv", "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0\n", 400,
        [](Random&, std::uint64_t i) { return number(i) + ",,0,1,1,0,1\n"; });
}

std::string consul_proposal(Random& random, std::uint64_t i) {
  return number(i + 1) + ",/proposals/" + number(i + 1) + ",MAD-" + number(i) + ",Titre," +
         number(1 + random.next(300'000)) + "," + moment(random).substr(0, 10) + "," + body(random, 100) + "," +
         body(random, 400) + ",3,archived," + number(random.next(9000)) + ",0\n";
}
std::string consul_comment(Random& random, std::uint64_t i) {
  const bool reply = i > 0 && random.next(2) == 0;
  return number(i + 1) + "," + (reply ? number(1 + random.next(i)) : "-1") + "," + number(1 + random.next(50'000)) +
         ",1," + number(1 + random.next(300'000)) + ",," + moment(random).substr(0, 10) + ",0 days 10:50:19," +
         body(random, 200) + ",3,2,1\n";
}
std::string debate_row(Random& random, std::uint64_t i) {
  return "UHJvcG9zYWw6" + number(100'000'000 + i) + ",2-" + number(i) + ",Titre," + moment(random) + "," +
         moment(random) + ",,false,," + "VXNlcjo" + number(10'000'000 + random.next(300'000)) +
         ",Citoyen / Citoyenne,75001," + body(random, 100) + ",Oui," + body(random, 60) + ",Non,," + body(random, 80) +
         "\n";
}
std::string mapped_row(Random& random, std::uint64_t i) {
  return number(i) + ";Vélo " + number(i) + ";" + body(random, 300) + ";u" + number(random.next(300'000)) +
         ";03/02/2024 18:05;Retenue;" + number(random.next(900)) + ";Mobilité;Femme;1978;a@b.example\n";
}
std::string mapped_vote(Random& random, std::uint64_t i) {
  return number(random.next(5000)) + ";u" + number(i % 300'000) + ";Pour;Internet;03/02/2024 18:05\n";
}
constexpr std::string_view kMapping = R"({"mapping": "boussole/mapping/1", "platform": {"name": "Ville"},
 "time_zone": "Europe/Paris", "tables": [
 {"file": "idees.csv", "entity": "proposals", "columns": {"id": "Numéro", "title": "Titre", "body": "Texte", "author": "Auteur",
  "created_at": "Date", "state": {"column": "Statut", "values": {"Retenue": "accepted"}}, "votes": "Votes",
  "category": "Thème"}, "attributes": {"sex": "Genre", "birth_year": "Né en"}},
 {"file": "voix.csv", "entity": "votes", "scale": "up_down", "columns": {"on": "Sur", "author": "Qui",
  "value": {"column": "Choix", "values": {"Pour": "for"}}, "channel": {"column": "Canal", "values": {"Internet": "online"}},
  "created_at": "Quand"}}]})";

std::string ballot(Random& random, std::uint64_t i) {
  std::string chosen;
  for (std::uint64_t p = random.next(6), n = 0; n < 4; ++n, p += 1 + random.next(9))
    chosen += (n > 0 ? "," : "") + number(p);
  return number(i) + ";" + chosen + ";" + number(16 + random.next(70)) + ";" + (random.next(2) == 0 ? "F" : "M") +
         ";internet;Centre\n";
}
std::string pabulib_head() {
  std::string out =
      "META\nkey;value\nunit;Ville\ninstance;2024\nnum_votes;1\nbudget;1000000\nvote_type;approval\ndate_begin;01.02."
      "2024\n"
      "date_end;15.02.2024\nPROJECTS\nproject_id;cost;votes;name;selected\n";
  for (int p = 0; p < 60; ++p) out += std::to_string(p) + ";" + std::to_string(10'000 + p * 999) + ";1;Projet;0\n";
  return out + "VOTES\nvoter_id;vote;age;sex;voting_method;district\n";
}
/// A petition with its signatures by country and by constituency, as the site gives it.
std::string petition(Random& random, std::uint64_t i) {
  const auto places = [&](std::string_view list, std::string_view kind, std::uint64_t count) {
    std::string out = "\"" + std::string(list) + "\":[";
    for (std::uint64_t p = 0; p < count; ++p)
      out += (p > 0 ? ",{\"name\":\"" : "{\"name\":\"") + std::string(kind) + " " + number(p) + "\",\"code\":\"" +
             (p == 0 && list == "signatures_by_country" ? std::string("GB") : "X" + number(p)) +
             "\",\"signature_count\":" + number(random.next(500)) + "}";
    return out + "]";
  };
  std::string text;
  for (const char c : body(random, 300))
    if (c != '"' && c != '\n') text += c;
  return (i == 0 ? "" : ",") + ("{\"type\":\"petition\",\"id\":" + number(200'000 + i)) +
         ",\"attributes\":{\"action\":\"Petition " + number(i) + "\",\"background\":\"" + text +
         "\",\"state\":\"open\",\"signature_count\":" + number(random.next(100'000)) +
         ",\"created_at\":\"2019-02-14T12:14:59.326Z\"," + places("signatures_by_country", "Country", 120) + "," +
         places("signatures_by_constituency", "Constituency", 650) + "}}";
}
std::string survey_row(Random& random, std::uint64_t i) {
  return "a" + number(i) + "," + moment(random) + ",xyz,Inscrit," + (random.next(2) == 0 ? "Femme" : "Homme") +
         ",25 à 34 ans," + body(random, 300) + "\n";
}

// Workbooks are read as tables of their sheets: here are such tables, without the unpacking.
std::string adhocracy_row(Random& random, std::uint64_t i) {
  const std::string when = moment(random).substr(0, 16);
  return "https://site.example/ideas/" + number(i) + "/,Titel," + body(random, 300) + "," + when + ",name" +
         number(random.next(50'000)) + "," + number(random.next(90)) + "," + number(random.next(30)) + ",1,\"" + when +
         " - name" + number(random.next(50'000)) + "\nGute Idee, das fehlt hier seit langem\",Mobilität,\n";
}
std::string go_vocal_row(Random& random, std::uint64_t i) {
  return "input" + number(i) + ",Titre " + number(i) + "," + body(random, 300) + ",a@b.example,author" +
         number(random.next(100'000)) + ",01/31/2024 18:0" + number(random.next(10)) + ":00," +
         number(random.next(40)) + "," + number(random.next(900)) + "," + number(random.next(90)) + ",Mobilité," +
         (random.next(2) == 0 ? "Femme" : "Homme") + ",19" + number(40 + random.next(60)) + "\n";
}
std::string statistics_row(Random& random, std::uint64_t i) {
  static constexpr std::string_view kActions[] = {"comment", "follow", "proposal_vote", "proposal_creation"};
  static constexpr std::string_view kClasses[] = {"gender,female", "gender,male",     "age_group,25-34",
                                                  "age_group,85+", "district,Centre", "district,Nord"};
  return "Decidim::ParticipatoryProcess," + number(i / 24 % 2'000) + "," + number(i / 24) + "," +
         std::string(kActions[i / 6 % 4]) + "," + std::string(kClasses[i % 6]) + "," + number(5 + random.next(900)) +
         "\n";
}

}  // namespace

const std::vector<ConnectorCase>& connector_cases() {
  static const std::vector<ConnectorCase> kCases{
      {"cap_collectif",
       {"collect__contributions_budget_idees.csv"},
       "",
       {"export_proposal_description", "export_proposal_comments_body"}},
      {"grand_debat", {"LA_TRANSITION_ECOLOGIQUE.csv"}, "", {"QUXVlc3Rpb24"}},
      {"consul", {"comments.csv", "proposals.csv"}, "", {"text"}},
      {"polis", {"votes.csv", "comments.csv", "participants-votes.csv"}, "", {"comment-body"}},
      {"pabulib", {"ballots.pb"}, "", {}},
      {"decidim_admin", {"answers.csv"}, "", {}},
      {"mapped", {"idees.csv", "voix.csv"}, kMapping, {"Texte"}},
      {"go_vocal", {"inputs.csv"}, "", {"Description"}},
      {"adhocracy", {"ideas.csv"}, "", {"Description"}},
      {"decidim_stats", {"stats.csv"}, "", {}},
      {"uk_petitions", {"petitions.json"}, "", {}, true}};
  return kCases;
}

void make_files(const ConnectorCase& one, const std::string& folder, std::uint64_t bytes) {
  if (std::filesystem::exists(folder)) return;
  std::filesystem::create_directories(folder);
  const auto path = [&](std::string_view file) { return folder + "/" + std::string(file); };
  if (one.name == "cap_collectif") write(path(one.files[0]), std::string(kCap), bytes, cap_row);
  if (one.name == "grand_debat")
    write(path(one.files[0]),
          "id,reference,title,createdAt,publishedAt,updatedAt,trashed,trashedStatus,authorId,authorType,authorZipCode,"
          "QUXVlc3Rpb246MTY - Une,QUXVlc3Rpb246MTY1 - Deux,QUXVlc3Rpb246MTY2 - Trois,QUXVlc3Rpb246MTY3 - Quatre,"
          "QUXVlc3Rpb246MTY4 - Cinq,QUXVlc3Rpb246MTY5 - Six\n",
          bytes, debate_row);
  if (one.name == "consul") {
    write(path(one.files[0]),
          "id,parentId,proposalId,page,userId,userType,date,time,text,numVotes,numPositiveVotes,numNegativeVotes\n",
          bytes / 2, consul_comment);
    write(path(one.files[1]),
          "id,url,code,title,userId,date,summary,text,numComments,status,numSupports,isAssociation\n", bytes / 2,
          consul_proposal);
  }
  if (one.name == "polis") polis(folder, bytes);
  if (one.name == "pabulib") write(path(one.files[0]), pabulib_head(), bytes, ballot);
  if (one.name == "decidim_admin")
    write(path(one.files[0]),
          "Identifiant,Créé le,Hash de l'IP,Statut,1. Genre,2. Tranche d'âge,3. Que pensez-vous ?\n", bytes,
          survey_row);
  if (one.name == "go_vocal")
    write(path(one.files[0]),
          "Input ID,Title,Description,Author email,Author ID,Published at,Comments,Likes,Dislikes,Tags,Gender,"
          "Year of birth\n",
          bytes, go_vocal_row);
  if (one.name == "adhocracy")
    write(path(one.files[0]),
          "Link,Name,Description,Created,Creator,Positive ratings,Negative ratings,Comment count,Comments,Category,"
          "Official Statement\n",
          bytes, adhocracy_row);
  if (one.name == "decidim_stats")
    write(path(one.files[0]),
          "participatory_space_type,participatory_space_id,component_id,action,metric_type,metric_name,total\n", bytes,
          statistics_row);
  if (one.name == "uk_petitions") {
    // Documents are read at once, up to 64 MB.
    write(path(one.files[0]), "{\"data\":[", std::min<std::uint64_t>(bytes, 50'000'000), petition);
    std::FILE* out = std::fopen(path(one.files[0]).c_str(), "ab");
    if (out == nullptr) std::exit(1);
    std::fputs("]}", out);
    std::fclose(out);
  }
  if (one.name == "mapped") {
    write(path(one.files[0]), "Numéro;Titre;Texte;Auteur;Date;Statut;Votes;Thème;Genre;Né en;Courriel\n", bytes / 2,
          mapped_row);
    write(path(one.files[1]), "Sur;Qui;Choix;Canal;Quand\n", bytes / 2, mapped_vote);
  }
}

}  // namespace boussole::bench
