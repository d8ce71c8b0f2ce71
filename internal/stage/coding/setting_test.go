package coding_test

import (
	"slices"
	"testing"

	"github.com/trucewatch/trucewatch"
)

// TestSetting tables the day and the place of happenings that a rule of setting gives
// ("yes") or must leave to others ("no"), for a report of Wednesday, 20 August 2025. Of
// two happenings by one word the last is meant.
func TestSetting(t *testing.T) {
	for _, tc := range []struct{ name, text, trigger, rule, date, place string }{
		{"behind the noun, before a verb", "An envoy said on Tuesday that the talks in Oslo last week sought a truce.", "talks", "en.when.attached", "2025-08-11/2025-08-17", "Oslo"},
		{"no: the time of saying", "An envoy said on Tuesday that the attack showed who ruled.", "attack", "no en.when.said", "", ""},
		{"said, as news", "The army said on Monday that jets bombed Aleppo.", "bombed", "en.when.said", "2025-08-17/2025-08-18", "Aleppo"},
		{"no: the words have the time", "Jets bombed Aleppo on Monday, the army said.", "bombed", "no en.when.said", "2025-08-18", "Aleppo"},
		{"what came of it", "The week of violence in Homs that began on 13 July pitted rebels against troops, prompting killings.", "killings", "en.place.outcome", "", "Homs"},
		{"no: not told to come of it", "Clashes shook Homs on Friday as the killings went on.", "killings", "no en.when.outcome", "", ""},
		{"what it was about", "Snow fell. Jets shelled Homs over what rebels called killings of villagers.", "killings", "en.when.with", "2025-08-19/2025-08-20", ""},
		{"no: what came before it", "Clans rose in Homs following the killing of a cleric.", "killing", "no en.when.with", "", ""},
		{"history goes on", "In 1987 the army invaded Jaffna. Soldiers shelled the town and clashes followed.", "shelled", "en.when.chronicle", "1987", ""},
		{"no: the news is back", "In 1987 the army invaded Jaffna. Soldiers have shelled the town.", "shelled", "no en.when.chronicle", "", ""},
		{"no: a time of its own", "In 1987 the army invaded Jaffna. Soldiers shelled the town in 1989.", "shelled", "no en.when.chronicle", "1989", ""},
		{"no: what came before an older time", "Ministers met. The truce was brokered last week after the army launched strikes on Homs.", "strikes", "no en.when.of-the-day", "", ""},
		{"no: once is not as a rule", "Soldiers fired on villagers on Monday. In the past, soldiers routinely opened fire on villagers.", "fire", "no en.inherit.same", "", ""},
		{"no: an offensive went on for longer", "Soldiers bombed Homs on Monday. Half of those asked think the army should have continued its offensive.", "offensive", "no en.inherit.same", "", ""},
		{"before a truce of some day of a week", "The truce that was made last week is in force. It came after eight days of clashes in Homs.", "clashes", "en.when.lasted", "2025-08-03/2025-08-17", "Homs"},
		{"who somebody is", "Ministers met. Envoys spoke. The court freed two men who seized the port.", "seized", "en.event.in-passing", "", ""},
		{"no: the head of a report", "The court freed two men who seized the port.", "seized", "no en.event.in-passing", "", ""},
		{"what came before an old time", "Ministers met. Envoys spoke. Clans rose in Homs in the mid-nineties following the killing of a cleric.", "killing", "en.event.in-passing", "", ""},
		{"what everybody knows of", "Ministers met. Envoys spoke. The band had a part in the Aleppo train bombings.", "bombings", "en.event.in-passing", "", ""},
		{"no: what the report told before", "Ministers met. Trains were bombed in Aleppo. Envoys condemned the bombings.", "bombings", "no en.event.in-passing", "", ""},
		{"behind an old time", "Ministers met. Envoys spoke. In 1997 a ship left Oslo.\n\nThree men were arrested there.", "arrested", "en.event.in-passing", "", ""},
		{"no: a day of the news stands between", "Ministers met. In 1997 a ship left Oslo. On Monday it came back. Three men were arrested there.", "arrested", "no en.event.in-passing", "", ""},
		{"no: only told to be so", "Ministers met. Envoys spoke. Officials praised men who met the rebels.", "met", "no en.event.in-passing", "", ""},
		{"part of a place", "Troops moved into most of Homs on Monday.", "moved", "en.place.phrase", "2025-08-18", "Homs"},
		{"believed to have taken place", "Direct talks are believed to have taken place in Baku.", "talks", "en.place.clause", "", "Baku"},
		{"at the time", "The envoys met on July 24. The minister visited Paris at the time.", "visited", "en.when.attached", "2025-07-24", "Paris"},
		{"the city is no road's end", "Rebels shelled Homs on Monday. A trader was robbed on the road to Aleppo. Troops entered the city on Tuesday.", "entered", "en.place.object", "2025-08-19", "Homs"},
		{"the city named last", "Rebels shelled Homs on Monday. A trader was robbed in Aleppo. Troops entered the city on Tuesday.", "entered", "en.place.object", "2025-08-19", "Aleppo"},
		{"no: on the road to it", "A trader was abducted on the road to Aleppo.", "abducted", "no en.place.phrase", "", ""},
		{"no: a habit has no day", "Jets bombed Aleppo on Monday. The army rarely comments on its raids.", "raids", "no en.inherit.same", "", ""},
		{"no: headlines of other reports", "Jets bombed Aleppo on Monday, the army said.\n\nNext Post\n\nTroops shell Homs as two are shot by…", "shell", "no en.when.of-the-day", "", ""},
		{"other reports", "Jets bombed Aleppo on Monday, the army said.\n\nNext Post\n\nTroops shell Homs as two are shot by…", "shell", "en.event.other-report", "", ""},
		{"no: the report goes on", "Jets bombed Aleppo on Monday, the army said.\n\nRead more\n\nTroops shell Homs as two are shot by…\n\nThe army shelled Homs on Monday.", "shell", "no en.event.other-report", "", ""},
		{"no: a page of headlines", "Read more\n\nTroops shell Homs as two are shot by…", "shell", "no en.event.other-report", "", ""},
		{"no: a name is no month", "Envoys began a visit to Oslo by Foreign Minister Jan Petersen.", "visit", "no en.when.attached", "", ""},
		{"set to take place", "Talks are set to resume on Friday in Oslo.", "Talks", "en.place.clause", "", "Oslo"},
		{"the age of a truce", "The two-day-old truce held.", "truce", "en.when.attached", "2025-08-18", ""},
		{"no: the age of a child", "A three-week-old girl was killed.", "killed", "no en.when.attached", "", ""},
		{"weeks after", "Rockets hit Homs weeks after troops withdrew.", "withdrew", "en.when.attached", "2025-06-23/2025-08-17", ""},
		{"the days before a truce", "The two-day-old truce came after eight days of clashes in Homs.", "clashes", "en.when.lasted", "2025-08-10/2025-08-18", "Homs"},
		{"no: how long words took", "The two-day-old truce came after eight days of talks.", "talks", "no en.when.lasted", "", ""},
		{"the town of several cities", "Clashes broke out in several cities, leaving nine people dead in Homs.", "Clashes", "en.place.phrase", "", "Homs"},
		{"no: the port of another clause", "Jets carried out strikes on rebels, while troops fired shells at people in Aleppo.", "strikes", "no en.place.near", "", ""},
		{"no: where somebody spoke", "He condemned the shooting, telling reporters at a news conference in Rome of his grief.", "shooting", "no en.place.near", "", ""},
		{"the land of a coast", "Syria was calm. Six men drowned. Rebels were shelled off the Syrian coast.", "shelled", "en.place.phrase", "", "Syria"},
		{"the border of two lands", "Troops massed near the Syrian border.", "massed", "en.place.phrase", "", "the Syrian border"},
		{"the time of making a truce", "Aid has come in since a truce that Norway brokered in May 2024.", "truce", "en.when.attached", "2024-05-01/2024-05-31", ""},
		{"the day of declaring a truce", "Rebels declared a truce.", "truce", "en.when.of-making", "2025-08-19/2025-08-20", ""},
		{"from a day to a day", "A truce holds in Homs from August 15 until August 25.", "truce", "en.when.attached", "2025-08-15/2025-08-25", "Homs"},
		{"the land of a war", "Syria is calm. The Syrian civil war is over.", "war", "en.place.land-of-war", "", "Syria"},
		{"the fence that a crowd comes to", "Hundreds of villagers approached the border fence Friday at several points near Homs.", "approached", "en.place.object", "2025-08-15", "the border fence"},
		{"at that time, a month", "The envoys met in June 2024. At that time, troops entered Homs.", "entered", "en.when.attached", "2024-06-01/2024-06-30", "Homs"},
		{"the coming weekend", "Ministers will meet this weekend in Oslo.", "meet", "en.when.attached", "2025-08-23/2025-08-24", "Oslo"},
		{"the weekend that is over", "Ministers met this weekend in Oslo.", "met", "en.when.attached", "2025-08-16/2025-08-17", "Oslo"},
		{"no: since when something else is so", "Tensions are at their highest since April 2024, with rebels now shelling the town.", "shelling", "no en.when.attached", "", ""},
		{"no: the raid is not that of the other side", "The army carried out a raid against the Red Band. Red Band men attacked Homs on Tuesday. The raid by the army against the Red Band was its first.", "raid", "no en.inherit.later", "", ""},
		{"no year, and over", "Rebels stormed Homs on October 12.", "stormed", "en.when.attached", "2024-10-12", "Homs"},
		{"no year, and to come", "Ministers will meet on October 12 in Oslo.", "meet", "en.when.attached", "2025-10-12", "Oslo"},
		{"where they were found", "Fishermen rescued forty people after they were found swimming near Latakia.", "rescued", "en.place.near", "", "Latakia"},
		{"no: where others fought", "Fishermen rescued forty people after rebels shelled a ship near Latakia.", "rescued", "no en.place.near", "", ""},
		{"no: several districts", "Rebels attacked several districts on Monday.", "attacked", "no en.place.object", "", ""},
		{"no: a march against a land", "Crowds marched against Syria on Monday.", "marched", "no en.place.object", "", ""},
		{"no: the day of burial", "Two men killed in a raid on Homs were buried on Monday.", "raid", "no en.when.attached", "", ""},
		{"no: the day of condemning", "The mayor on Monday condemned the raid on Homs.", "raid", "no en.when.attached", "", ""},
		{"no: where they meet about it", "Envoys will meet in Homs to settle the truce.", "truce", "no en.place.clause", "", ""},
		{"where it is kept", "Rebels observed a truce in Homs.", "truce", "en.place.phrase", "", "Homs"},
		{"since when something is so, and how many died since", "It was the first convoy since the clashes began on 13 July. Monitors said nine people had been killed.", "killed", "en.when.told-on", "2025-07-13", ""},
		{"no: since when something is so, and the news", "It was the worst day since the clashes began on 13 July. Police killed nine people.", "killed", "no en.when.told-on", "", ""},
		{"the land left", "Rockets were fired from Gaza. Troops withdrew from the territory.", "withdrew", "en.place.phrase", "", "Gaza"},
		{"slated to begin", "Both sides are to attend the talks, slated to begin on Friday in Oslo.", "talks", "en.place.phrase", "2025-08-22", "Oslo"},
		{"set for a day, in the present", "It was to be a first step in the talks, which resume on Friday in Oslo.", "talks", "en.when.attached", "2025-08-22", "Oslo"},
		{"no: it is over", "It was a first step in the talks, which resumed on Friday in Oslo.", "talks", "no en.status.timetabled", "2025-08-15", "Oslo"},
		{"was to follow tomorrow", "The convoy was to be followed on Thursday by a delivery of aid.", "delivery", "en.when.attached", "2025-08-21", ""},
		{"no: the day of the words about a war", "On Monday the mayor called for an end to the war.", "war", "no en.when.attached", "", ""},
		{"the day on which a war spreads", "On Monday the fighting spread to Aleppo.", "fighting", "en.when.attached", "2025-08-18", ""},
		{"the month of the paper", "The April resolution called on rebels to leave Homs.", "called", "en.when.attached", "2025-04-01/2025-04-30", ""},
		{"closer than what the sentence opens with", "In Syria, a drone strike on Monday caused deaths in the village of Selm.", "strike", "en.place.clause", "2025-08-18", "Selm"},
		{"the region, not the town", "Rebels shelled Darfur on Monday. A trader was robbed in Aleppo. Troops entered the region.", "entered", "en.place.object", "", "Darfur"},
		{"in all of it", "Clashes broke out across Syria on Monday.", "Clashes", "en.place.all-of-it", "2025-08-18", "Syria"},
		{"no: in a town of it", "Clashes broke out in Syria on Monday.", "Clashes", "no en.place.all-of-it", "2025-08-18", "Syria"},
		{"South Sudan is not Sudan", "South Sudan is calm. Men fled South Sudan to Sudan. The country was shelled.", "shelled", "en.place.object", "", "South Sudan"},
		{"where two sides talk", "The truce followed talks between the mayor and the rebels in Aleppo.", "talks", "en.place.phrase", "", "Aleppo"},
		{"no: where a side is active else", "Rebels active in Darfur clashed with troops.", "clashed", "no en.place.actor", "", ""},
		{"who hosts it", "Oslo will host talks between both sides.", "talks", "en.place.host", "", "Oslo"},
		{"hosted by a land", "The talks, hosted by Norway, failed.", "talks", "en.place.host", "", "Norway"},
		{"no: who holds them", "Norway held talks with rebels.", "talks", "no en.place.host", "", ""},
		{"control of a town", "Rebels took control of the town of Selm in Darfur.", "control", "en.place.object", "", "Selm"},
		{"where they signed", "The king signed a deal with John Brown in Oslo.", "signed", "en.event.support.sign", "", "Oslo"},
		{"parts of the city", "Rebels shelled various parts of the city of Homs.", "shelled", "en.place.object", "", "Homs"},
		{"let leave it", "Villagers were allowed to leave Homs.", "allowed", "en.place.phrase", "", "Homs"},
		{"the war of the country", "Jordan is calm. Syria is at peace. Envoys fled Syria after the country's civil war.", "war", "en.place.land-of-war", "", "Syria"},
		{"the war of the African country", "Mali is calm. Men fled Mali. France and Jordan hope to end the west African country's civil war.", "war", "en.place.land-of-war", "", "Mali"},
		{"in the African nation", "Mali is calm. Men fled Mali to France. Six men were shot in the west African nation.", "shot", "en.place.phrase", "", "Mali"},
		{"no: the longest war of a country", "Jordan is calm. Syria is at peace. Envoys fled Syria after the country's longest war.", "war", "no en.place.land-of-war", "", ""},
		{"no: told on from since", "Shells fell on Homs on Monday on the worst day since a March 1 coup. Rebels stormed the port.", "stormed", "en.when.told-on", "2025-08-18", ""},
		{"no: a heading tells of what follows", "Rebels shelled Homs on Monday, the mayor said.\n\nTwo killed in attack\n\nTroops shot two men in Aleppo on Tuesday.", "attack", "no en.place.told-on", "", ""},
		{"no: what is to be stopped is no scene", "Clashes broke out in Homs on Monday, drawing calls to stop violence spreading in Darfur. Six men were killed.", "killed", "en.place.told-on", "2025-08-18", "Homs"},
		{"reported on a day", "Similar clashes were reported on Monday.", "clashes", "en.when.attached", "2025-08-18", ""},
		{"no: the day on which plans for it were told", "Plans for talks in Oslo were announced on Monday.", "talks", "no en.when.attached", "", "Oslo"},
		{"the day of the plan", "The sides announced a plan for talks on Friday in Oslo.", "talks", "en.when.attached", "2025-08-22", "Oslo"},
		{"today of whoever spoke on a day", "John Brown said Tuesday he feared rebels.\n\n\"Rebels shelled Homs today,\" Brown told reporters.", "shelled", "en.when.attached", "2025-08-19", ""},
		{"no: another spoke on a day", "Jane Smith said Tuesday she feared rebels.\n\n\"Rebels shelled Homs today,\" Brown told reporters.", "shelled", "en.when.attached", "2025-08-20", ""},
		{"today in a report of the night after", "Rebels entered Homs on Tuesday.\n\nSnow fell.\n\n\"Six men were killed in Homs today,\" a spokesman said.", "killed", "en.when.attached", "2025-08-19", ""},
		{"no: today is to come", "Rebels entered Homs on Tuesday.\n\nSnow fell.\n\n\"Rebels will shell Homs today,\" a spokesman said.", "shell", "en.when.attached", "2025-08-20", ""},
		{"no: the news is of two days", "Rebels entered Homs on Tuesday and left on Wednesday.\n\nSnow fell.\n\n\"Six men were killed in Homs today,\" a spokesman said.", "killed", "en.when.attached", "2025-08-20", ""},
		{"no: until when it is read", "Envoys asked to study the accord until Friday.", "accord", "no en.when.attached", "", ""},
		{"until when it went on", "The shelling of Homs went on until Monday night.", "shelling", "en.when.attached", "", ""},
		{"until when it holds", "Rebels declared a truce until Friday.", "truce", "en.when.attached", "", ""},
		{"around the country", "Police fired on crowds around the country on Monday. Syria is tense.", "fired", "en.place.all-of-it", "2025-08-18", "Syria"},
		{"no: what was not told of was hit", "Soldiers fired on villagers in Homs on Monday. Some crossed a fence downed by the recent attack on a jeep.", "attack", "no en.inherit.definite", "", ""},
		{"what was told of was hit", "Gunmen attacked a jeep in Homs on Monday. Clerics condemned the attack on the jeep.", "attack", "en.inherit.definite", "2025-08-18", "Homs"},
		{"the attack is none of the attacks", "Attacks shook Homs on Monday. On Friday, a strike in Aleppo killed six men. Dozens were hurt in the attack.", "attack", "en.inherit.definite", "2025-08-15", "Aleppo"},
		{"last week was not yesterday", "Norway sent aid to Homs on Tuesday. Some aid came in last week.", "aid", "no en.inherit.same", "2025-08-11/2025-08-17", ""},
		{"last week", "Some aid trickled in last week at the port.", "aid", "en.when.attached", "2025-08-11/2025-08-17", ""},
	} {
		t.Run(tc.name, either(func(t testing.TB) {
			reading, x := explain(t, tc.text)
			k := -1
			for i, e := range x.Claims.Events {
				if e.Of(tc.text) == tc.trigger {
					k = i
				}
			}
			if k < 0 {
				t.Fatalf("no event %q", tc.trigger)
			}
			e := x.Claims.Events[k]
			rule, barred := tc.rule, false
			if len(rule) > 3 && rule[:3] == "no " {
				rule, barred = rule[3:], true
			}
			made := slices.ContainsFunc(e.Why, func(w trucewatch.Reason) bool { return w.Rule == rule })
			if made == barred {
				t.Errorf("%s: made %v (%v)", rule, made, e.Why)
			}
			if got := day(e.When); tc.date != "" && got != tc.date {
				t.Errorf("date %q, want %q (%v)", got, tc.date, e.Why)
			}
			if tc.place != "" && (e.Place < 0 || x.Claims.Mentions[e.Place].Of(reading.Report.Text) != tc.place) {
				t.Errorf("place %d, want %q (%v)", e.Place, tc.place, e.Why)
			}
		}))
	}
}

// day gives the days of a time as the table writes them.
func day(w *trucewatch.When) string {
	switch {
	case w == nil || w.First == "":
		return ""
	case w.First == w.Last:
		return w.First
	case w.Precision == trucewatch.Year:
		return w.First[:4]
	}
	return w.First + "/" + w.Last
}
