// Somebody invented is put wherever a format may name people, and then looked for in every output and the workspace.
#include <catch2/catch.hpp>

#include "engine/base/error.h"
#include "tests/unit/archive/scratch.h"
#include "tests/unit/privacy/looking.h"
#include "tests/unit/sheets/workbook_fixture.h"

namespace boussole::privacy_test {

namespace {

using connectors::Scratch;
using connectors::test::sheet_of;
using connectors::test::WorkbookText;
using connectors::test::write_workbook;
using Rows = std::vector<std::vector<std::string>>;
using Secrets = std::vector<std::string>;

const std::string kName = "Zoe Quillfeather", kMail = "zoe.q@quill.example", kPhone = "0612345678",
                  kAddress = "12 Lilac Lane", kNick = "zoequill", kOther = "Bartholomew Finch";

void look_in_workbook(const std::string& what, const Scratch& scratch, const WorkbookText& text, const Secrets& secrets,
                      const connectors::ReadOptions& options = {}) {
  look_for(what, opened(write_workbook(scratch, "export.xlsx", text)), secrets, options);
}

connectors::ReadOptions mapping(const Scratch& scratch, const std::string& tables) {
  connectors::ReadOptions options;
  options.mapping = scratch.file(
      "m.json", R"({"mapping": "boussole/mapping/1", "platform": {"name": "Town"}, "tables": [)" + tables + "]}");
  return options;
}

std::string joined(const Rows& rows) {
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out += (i > 0 ? ";" : "") + row[i];
    out += "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("no output names anybody: Go Vocal workbooks") {
  const Rows inputs{{"Input ID",     "Title",          "Description",
                     "Author name",  "Author email",   "Author ID",
                     "Submitted at", "Published at",   "Comments",
                     "Likes",        "Dislikes",       "Offline votes",
                     "Input URL",    "Project",        "Status",
                     "Assignee",     "Assignee email", "How can we reach you?",
                     "Gender",       "birthyear",      "Place of residence"},
                    {"i-1",
                     "By " + kName,
                     "Write to " + kMail + " or call " + kPhone,
                     kName,
                     kMail,
                     "u-1",
                     "01/31/2024 10:00",
                     "01/31/2024",
                     "2",
                     "14",
                     "1",
                     "30",
                     "https://x.example/i-1",
                     "Mobility",
                     "Accepted",
                     kOther,
                     "b@finch.example",
                     kAddress,
                     "female",
                     "1980",
                     kAddress},
                    {"i-2",
                     "Bench",
                     kOther,
                     kOther,
                     "b@finch.example",
                     "u-2",
                     kName,
                     kName,
                     kName,
                     kName,
                     "",
                     "",
                     "https://x.example/i-2",
                     "Mobility",
                     kName,
                     "",
                     "",
                     "",
                     kName,
                     kName,
                     ""}};
  const Rows comments{{"ID", "Input", "Comment", "Likes", "Author name", "Author email", "Author ID", "Date", "Parent"},
                      {"c-1", "Bench", "Dear " + kOther, "4", kName, kMail, "u-1", "02/03/2024", ""},
                      {"c-2", kName, kOther, kName, kName, kMail, "", kName, kOther}};
  const Rows users{{"ID", "Email", "First name", "Last name", "Slug", "Gender", "Phone", "Address", "Biography"},
                   {"u-1", kMail, "Zoe", "Quillfeather", kNick, "female", kPhone, kAddress, "I am " + kName}};
  const Rows baskets{{"Email", "First name", "Gender", "By " + kName, "Bench", "Submitted at"},
                     {kMail, "Zoe", "female", "500", "0", "03/01/2024 09:00"},
                     {"b@finch.example", kOther, kName, kName, "200", kName}};
  const Scratch scratch;
  look_in_workbook("workbook", scratch,
                   {{{"Inputs", sheet_of(inputs)},
                     {"Comments", sheet_of(comments)},
                     {"Users", sheet_of(users)},
                     {"Baskets", sheet_of(baskets)}}},
                   {"Quillfeather", kMail, kPhone, kAddress, kNick, kOther, "b@finch.example"});
}

TEST_CASE("no output names anybody: pages of Go Vocal's API") {
  look_for(
      "pages",
      memory(
          {{"ideas-1.json",
            R"({"ideas": [{"id": "i-1", "title": "By Zoe Quillfeather", "body_html": "<p>zoe.q@quill.example</p>", "author_id": "u-1",
              "author_name": "Zoe Quillfeather", "author_email": "zoe.q@quill.example", "assignee": "Bartholomew Finch",
              "location": "12 Lilac Lane", "project_id": "p-1", "published_at": "2024-01-31T10:00:00.000Z",
              "created_at": "2024-01-31T09:00:00.000Z", "likes_count": 1, "dislikes_count": 0, "status": "Bartholomew Finch",
              "custom_field_values": {"reach": "0612345678"}}], "meta": {"total_pages": 1}})"},
           {"comments-1.json",
            R"({"comments": [{"id": "c-1", "body": "Dear Bartholomew Finch", "author_id": "u-2", "author_name": "Bartholomew Finch",
              "post_id": "i-1", "parent_id": null, "likes_count": 2, "publication_status": "published",
              "created_at": "2024-02-02T10:00:00Z"}], "meta": {"total_pages": 1}})"},
           {"users-1.json", R"({"users": [{"id": "u-1", "email": "zoe.q@quill.example", "first_name": "Zoe",
              "last_name": "Quillfeather", "slug": "zoequill", "bio_multiloc": {"en": "I am Zoe Quillfeather"}, "verified": true,
              "custom_field_values": {"gender": "female", "birthyear": 1970, "domicile": "12 Lilac Lane", "address": "12 Lilac Lane",
              "phone": "0612345678"}}], "meta": {"total_pages": 1}})"},
           {"projects-1.json",
            R"({"projects": [{"id": "p-1", "title": "Mobility", "slug": "mobility", "publication_status": "published",
              "contact": "zoe.q@quill.example"}], "meta": {"total_pages": 1}})"}}),
      {"Quillfeather", kMail, kPhone, kAddress, kNick, kOther});
}

TEST_CASE("no output names anybody: adhocracy+ workbooks") {
  const Rows ideas{
      {"Link", "Name", "Beschreibung", "Ersteller*in", "Erstellt", "Positive Bewertungen", "Negative Bewertungen",
       "Anzahl Kommentare", "Kommentare", "Kategorie", "Offizielle Rückmeldung", "Kontakt E-Mail", "Telefon"},
      {"https://a.example/1", "By " + kName, "Call " + kPhone, kNick, "2024-01-31T10:00:00+01:00", "5", "2", "3",
       "2024-02-01T10:00:00+01:00 - " + kOther + "\nGood, " + kName + "\n----\n@reply: 2024-02-02T10:00:00+01:00 - " +
           kNick + "\n" + kAddress + "\n----\nno date, " + kOther,
       "Green", "Dear " + kName, kMail, kPhone},
      {"", kName, kName, kNick, kName, kName, kName, kName, kName, "", kOther, kMail, kPhone}};
  const Scratch scratch;
  look_in_workbook("ideas", scratch, {{{"Sheet1", sheet_of(ideas)}}},
                   {"Quillfeather", kMail, kPhone, kAddress, kNick, kOther});
}

TEST_CASE("no output names anybody: mapped tables, whatever stands in whichever cell") {
  Rows ideas{{"Numéro", "Titre", "Texte", "Auteur", "Type", "Date", "Statut", "Votes", "Quartier", "Genre", "Né le",
              "Courriel", "Téléphone", "Adresse", "Note interne"},
             {"7", kName, kMail, kNick, "Citoyen", "2024-02-03", "Retenue", "4", kAddress, "Femme", "08/02/1978", kMail,
              kPhone, kAddress, "Called " + kName},
             {"8", "Banc", kAddress, kOther, kName, "2024-02-04", kName, kName, "Nord", kOther, kName, kMail, kPhone,
              kAddress, kOther},
             {kNick, "Rue", "Texte", kNick, "Citoyen", kName, kOther, kPhone, kOther, "Homme", "1950", "", "", "", ""},
             {"", "", "", kName, "", kMail, "", "", "", "", "", "", "", "", ""}};
  // Enough neighbours for the page of people: an address typed as a quarter would stand among the classes.
  for (int i = 20; i < 40; ++i)
    ideas.push_back({std::to_string(i), "Banc", "Un banc", "u" + std::to_string(i), "Citoyen", "2024-02-05", "Retenue",
                     "1", "Nord", "Femme", "1980", "", "", "", ""});
  const std::string columns =
      R"("entity": "proposals", "columns": {"id": "Numéro", "title": "Titre", "body": "Texte", "author": "Auteur",
        "author_kind": {"column": "Type", "values": {"Citoyen": "person"}}, "created_at": "Date",
        "state": {"column": "Statut", "values": {"Retenue": "accepted"}}, "votes": "Votes"},
        "attributes": {"sex": "Genre", "birth_year": "Né le", "area": "Quartier"}})";
  const Secrets secrets{"Quillfeather", kMail, kPhone, kAddress, kNick, kOther};
  const Scratch scratch;
  look_for("a table", memory({{"ideas.csv", joined(ideas)}}), secrets,
           mapping(scratch, R"({"file": "ideas.csv", )" + columns));

  const Rows votes{{"Sur", "Électeur", "Choix", "Canal", "Quand"},
                   {"7", kNick, "Pour", "Papier", "2024-02-03"},
                   {kName, kMail, kName, kAddress, kOther},
                   {"", kOther, "", kPhone, ""}};
  look_for(
      "two tables", memory({{"ideas.csv", joined(ideas)}, {"votes.csv", joined(votes)}}), secrets,
      mapping(scratch, R"({"file": "ideas.csv", )" + columns +
                           R"(, {"file": "votes.csv", "entity": "votes", "scale": "up_down", "columns": {"on": "Sur",
             "author": "Électeur", "value": {"column": "Choix", "values": {"Pour": "for"}}, "channel": "Canal"}})"));
  look_in_workbook("sheets, one of them hidden", scratch,
                   {{{"Ideas", sheet_of(ideas)}, {"!Team", sheet_of({{"Nom", "Courriel"}, {kName, kMail}})}}}, secrets,
                   mapping(scratch, R"({"sheet": "Ideas", )" + columns));
}

TEST_CASE("no output names anybody: counts by class whose class is somebody") {
  const Scratch scratch;
  look_for("classes",
           memory({{"people.csv", "Variable;Classe;Nombre\nQuartier;Nord;40\nQuartier;" + kAddress + ";1\nQuartier;" +
                                      kName + ";2\n" + kOther + ";Oui;2\nGenre;Femme;30\n"}}),
           {"Quillfeather", kAddress, kOther},
           mapping(scratch, R"({"file": "people.csv", "entity": "demographics", "columns": {"variable":
             {"column": "Variable", "values": {"Quartier": "area", "Genre": "sex"}}, "group": "Classe", "count": "Nombre"}})"));
}

TEST_CASE("no output names anybody: what Decidim's back office exports") {
  const Secrets secrets{"Quillfeather", kMail, kPhone, kAddress};
  look_for("answers to a survey",
           memory({{"answers.csv",
                    "ID,Created at,IP Hash,User status,1. Your name,2. Gender,3. Age,4. Where do you live?,5. Anything "
                    "else?\na1,2024-01-01,xyz," +
                        kName + "," + kName + ",Woman," + kName + "," + kAddress + ",call " + kPhone + " or " + kMail +
                        "\n"}}),
           secrets);
  look_for(
      "registrations",
      memory({{"registrations.csv",
               "id,code,user/name,user/email,user/user_group,registration_form_answers/gender,"
               "registration_form_answers/phone,registration_form_answers/address\n1," +
                   kPhone + "," + kName + "," + kMail + "," + kOther + ",woman," + kPhone + "," + kAddress + "\n"}}),
      {"Quillfeather", kMail, kPhone, kAddress, kOther});
  look_for("accounts",
           memory({{"participants.csv",
                    "id,email,name,nickname,gender,date_of_birth,postal_code,phone_number,location\n31," + kMail + "," +
                        kName + "," + kNick + ",woman,1980-03-04," + kAddress + "," + kPhone + "," + kAddress + "\n"}}),
           {"Quillfeather", kMail, kPhone, kAddress, kNick, "1980-03-04"});
}

TEST_CASE("no output names anybody: a component of Decidim as JSON, as CSV and as a workbook") {
  const Secrets secrets{"Quillfeather", kMail, kPhone, kNick};
  look_for("JSON", memory({{"proposals.json", R"([{"id": 7, "author": {"id": ["31"], "name": ["Zoe Quillfeather"],
      "url": ["https://d.example/profiles/zoequill"]}, "participatory_space": {"id": 1, "url": "https://d.example/processes/pb"},
      "component": {"id": 9}, "title": {"en": "By Zoe Quillfeather"}, "body": {"en": "Call 0612345678"}, "state": "accepted",
      "answer": {"en": "Dear Zoe Quillfeather"}, "address": "zoe.q@quill.example", "is_amend": false,
      "published_at": "2024-01-31T10:00:00.000Z", "url": "https://d.example/processes/pb/f/9/proposals/7"}])"}}),
           secrets);
  const Rows rows{{"id", "author/id", "author/name", "author/url", "title/en", "body/en", "component/id", "address",
                   "cost_report", "votes", "is_amend", "published_at", "url"},
                  {"7", "31", kName, "https://d.example/profiles/" + kNick, kName, "Call " + kPhone, "9", kMail, kName,
                   "3", "false", "2024-01-31", "https://d.example/processes/pb/f/9/proposals/7"},
                  {kNick, "32", kName, kNick, kName, kPhone, kName, kMail, kName, kName, kName, kName, "7"}};
  look_for("CSV", memory({{"proposals.csv", joined(rows)}}), secrets);
  const Scratch scratch;
  look_in_workbook("XLSX", scratch, {{{"Sheet1", sheet_of(rows)}}}, secrets);
}

TEST_CASE("no output names anybody: answers of GraphQL interfaces") {
  look_for("Decidim",
           memory({{"1.json", R"({"data":{"component":{"__typename":"Proposals","id":"12","proposals":{
      "pageInfo":{"hasNextPage":false,"endCursor":"MQ"},"edges":[{"node":{"id":"45","createdAt":"2023-02-03T10:00:00+01:00",
      "publishedAt":"2023-02-03T10:05:00+01:00","title":{"translations":[{"locale":"fr","text":"By Zoe Quillfeather"}]},
      "body":{"translations":[{"locale":"fr","text":"Call 0612345678"}]},"state":"accepted",
      "answer":{"translations":[{"locale":"fr","text":"Dear Zoe Quillfeather"}]},"answeredAt":"2023-05-01T00:00:00Z",
      "official":false,"voteCount":3,"authorsCount":1,"authors":[{"__typename":"User","id":"7","deleted":false,
      "name":"Zoe Quillfeather","nickname":"@zoequill","email":"zoe.q@quill.example"}],"address":"12 Lilac Lane",
      "amendments":[]}}]}}}})"},
                   {"2.json", R"({"data":{"component":{"__typename":"Proposals","id":"12","proposals":{
      "pageInfo":{"hasNextPage":false,"endCursor":"MQ"},"edges":[{"node":{"id":"45","totalCommentsCount":1,"comments":[
      {"id":"100","body":"Dear Bartholomew Finch","createdAt":"2023-02-05T10:00:00Z","alignment":1,"upVotes":5,"downVotes":2,
       "author":{"__typename":"User","id":"8","deleted":false,"name":"Bartholomew Finch"},"comments":[]}]}}]}}}})"}}),
           {"Quillfeather", kMail, kPhone, kAddress, kNick, kOther});
  look_for("Consul",
           memory({{"proposals.json", R"({"data":{"proposals":{"edges":[{"node":{"id":"5","title":"By Zoe Quillfeather",
        "summary":"zoe.q@quill.example","description":"Call 0612345678","publicAuthor":{"id":"3","username":"zoequill"},
        "publicCreatedAt":"2016-01-02T10:00:00Z","cachedVotesUp":17,"commentsCount":2,"retiredAt":"2016-02-02T10:00:00Z",
        "retiredReason":"Zoe Quillfeather","retiredExplanation":"Moved to 12 Lilac Lane"}}]}}})"},
                   {"comments.json", R"({"data":{"comments":{"edges":[{"node":{"id":"1","body":"Dear Bartholomew Finch",
        "ancestry":null,"commentableType":"Proposal","commentableId":5,"publicAuthor":{"id":"4","username":"Bartholomew Finch"},
        "publicCreatedAt":"2016-01-03T10:00:00Z","cachedVotesUp":2,"cachedVotesDown":1}}]}}})"}}),
           {"Quillfeather", kMail, kPhone, kAddress, kNick, kOther});
}

TEST_CASE("no output names anybody: mediators, ballots and conversations") {
  look_for(
      "Cap Collectif, votes with a mediator",
      memory({{"mediators.csv",
               "export_proposal_id,export_proposal_reference,export_proposal_title,export_proposal_url,export_vote_id,"
               "export_vote_date,export_vote_ranking,export_vote_validation,export_voter_id,export_voter_lastname,"
               "export_voter_firstname,export_voter_date_of_birth,export_voter_address,export_voter_email,"
               "export_voter_phone,export_mediator_id,export_mediator_username\nproposal2,2,By " +
                   kName +
                   ",https://c.example/project/pb/collect/ideas/proposals/x,1066,2024-01-01 00:00:00,0,global.yes,p1,"
                   "Quillfeather,Zoe,1980-03-04 00:00:00," +
                   kAddress + "," + kMail + "," + kPhone + ",m," + kOther + "\nproposal2,2,x,x,1067," + kName + "," +
                   kName + "," + kName + ",p2," + kOther + ",,," + kAddress + ",,,m," + kOther + "\n"}}),
      {"Quillfeather", kMail, kPhone, kAddress, kOther, "1980-03-04"});
  look_for("Pabulib",
           memory({{"a.pb",
                    "META\nkey;value\nunit;Town\ninstance;2024\nnum_votes;2\nbudget;100\nvote_type;approval\n"
                    "date_begin;01.02.2024\ndate_end;15.02.2024\ncomment;Sent by " +
                        kOther + "\nPROJECTS\nproject_id;cost;votes;name;proposer;selected\nA;60;2;By " + kName + ";" +
                        kName + ";1\nVOTES\nvoter_id;vote;age;sex;email;district\n" + kMail + ";A;30;F;" + kMail + ";" +
                        kAddress + "\n" + kNick + ";Z;" + kPhone + ";" + kName + ";;\n"}}),
           {"Quillfeather", kMail, kPhone, kAddress, kNick, kOther});
  look_for("Polis",
           memory({{"comments.csv",
                    "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
                    "1500000000000,x,0,0,2,0,1,\"Write to " +
                        kMail + "\"\n1500000000000,x,1,1,0,0,-1,\"" + kName + "\"\n"},
                   {"participants-votes.csv", "participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,0\n0," +
                                                  kMail + ",0,1,1,1,0,1\n1," + kNick + ",0,0,1,1,0,1\n2," + kName +
                                                  ",0,0," + kName + ",0,0,x\n"}}),
           {"Quillfeather", kMail, kNick});
}

}  // namespace boussole::privacy_test
