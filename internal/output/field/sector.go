package field

import (
	"strings"
	"unicode"

	"github.com/trucewatch/trucewatch/internal/record"
)

// kindOfWords says which sector of PLOVER words in a name show.
type kindOfWords struct {
	sector string
	words  []string
}

// sectors is read in order; the first whose words stand in a name rules.
func sectors() []kindOfWords {
	return []kindOfWords{
		{"JRN", []string{"news agency", "newspaper", "television", "tv", "radio", "media", "journalist", "journalists", "reporter", "reporters", "correspondent"}},
		{"UAF", []string{"pro government", "anti government"}},
		{"JUD", []string{"court", "judge", "judges", "tribunal", "prosecutor", "prosecutors"}},
		{"LEG", []string{"parliament", "congress", "senate", "lawmaker", "lawmakers", "legislature"}},
		{"COP", []string{"police"}},
		{"SPY", []string{"intelligence"}},
		{"MIL", []string{
			"army", "military", "navy", "air force", "air defence", "air defences", "air defense", "air defenses", "defense forces", "defence forces",
			"troops", "soldier", "soldiers", "armed forces", "government forces", "occupation forces", "border guard", "border guards",
		}},
		{"GOV", []string{
			"ministry", "government", "presidency", "president", "cabinet", "minister", "prime minister", "authorities", "regime",
			"official", "officials", "governor", "ambassador", "envoy", "diplomat", "diplomats", "administration",
		}},
		{"REB", []string{"rebel", "rebels", "insurgent", "insurgents"}},
		{"UAF", []string{"fighters", "fighter", "gunmen", "gunman", "militants", "militant", "militia", "militias", "factions", "faction", "forces", "front", "brigade", "brigades"}},
		{"PTY", []string{"party"}},
		{"REF", []string{"refugee", "refugees", "displaced"}},
		{"MED", []string{"hospital", "hospitals", "doctor", "doctors", "medic", "medics"}},
		{"EDU", []string{"student", "students", "university"}},
		{"BUS", []string{"company", "companies", "businessmen", "businessman", "traders"}},
		{"REL", []string{"church", "bishop", "bishops", "sheikh", "cleric", "clerics"}},
		{"CVL", []string{
			"civilian", "civilians", "resident", "residents", "people", "villager", "villagers", "women", "children", "families",
			"family", "communities", "community", "witness", "witnesses", "protester", "protesters", "demonstrator", "demonstrators", "farmer", "farmers",
		}},
	}
}

// outside are the codes that PLOVER gives in place of a country.
func outside() []kindOfWords {
	return []kindOfWords{
		{"UNO", []string{"united nations", "un", "unifil", "undof", "unicef", "unhcr"}},
		{"EUR", []string{"european union", "eu"}},
		{"NGO", []string{"observatory", "human rights", "red cross", "red crescent", "war monitor", "aid workers", "aid group", "relief society"}},
	}
}

// Sector returns the sector of PLOVER that an actor is of, by its kind, its offices
// and the words of its name, or UNK where none of them shows it.
func Sector(a record.Actor) string {
	if a.Kind == "state" {
		return "GOV"
	}
	for _, role := range a.Roles {
		if s := shown(role.Title, sectors()); s != "" {
			return s
		}
	}
	if s := shown(a.Name, sectors()); s != "" {
		return s
	}
	return "UNK"
}

// shown returns the first kind whose words stand in a name as whole words.
func shown(name string, kinds []kindOfWords) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	text := " " + strings.Join(words, " ") + " "
	for _, k := range kinds {
		for _, w := range k.words {
			if strings.Contains(text, " "+w+" ") {
				return k.sector
			}
		}
	}
	return ""
}

// partyCode is the country code of PLOVER of an actor: of its state, or of the kind
// of body that belongs to none; empty where it is not known.
func (b *Book) partyCode(id string) string {
	if code := iso3(b.landOf(id)); code != "" {
		return code
	}
	return shown(b.Name(id), outside())
}

// civilian reports whether an actor is shown to be of those whom no side has armed.
func civilian(a record.Actor) bool {
	switch Sector(a) {
	case "CVL", "MED", "JRN", "REF", "EDU", "REL", "BUS":
		return true
	}
	return shown(a.Name, outside()) == "NGO"
}
