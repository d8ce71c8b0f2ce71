package names

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang/lexis"
)

// role is what a single word does when names are built.
type role uint32

const (
	roleGiven role = 1 << iota
	roleSurname
	roleParticle
	roleBodyHead
	roleBodyOf
	rolePlaceHead
	rolePlaceFront
	rolePlaceOf
	roleSpeech
	roleBodyPart // never a name alone, but part of a body's: "Islamic Party"
	roleField    // what a state body that ends in the land deals with: "Health Canada"
	rolePress    // a newspaper's last word, whose "The" belongs to the name
	roleSite     // makes a centre a place: "Medical Center"
	roleVessel   // a ship or spacecraft, whose own name stands behind it
	roleMedium   // what a body is called before its name: "the daily", "the militia"
	roleGround   // what a place is called before or behind its name: "the village of"
	roleBand     // the first word of Arabic and Persian names of groups: "Jaish al-"
	roleOpus     // a book or film, whose title stands behind it in quotation marks
	roleWork     // a programme, law, study or prize, whose name is none of ours
)

// knowledge is all that the packs say. It is read-only.
type knowledge struct {
	names  *lexicon
	titles *lexicon
	nevers *lexicon
	roles  map[uint64]role
}

func loadKnowledge(fsys fs.FS) (*knowledge, error) {
	k := &knowledge{names: newLexicon(), titles: newLexicon(), nevers: newLexicon(), roles: map[uint64]role{}}
	for _, file := range []string{"states", "regions", "groups", "bodies", "outlets", "cities", "peoples", "titles", "given", "words"} {
		path := "en/names/" + file + ".txt"
		sections, err := readSections(fsys, path)
		if err != nil {
			return nil, err
		}
		for _, s := range sections {
			if err := k.take(s); err != nil {
				return nil, fmt.Errorf("reading name pack %s: %w", path, err)
			}
		}
	}
	return k, nil
}

func (k *knowledge) take(s section) error {
	switch s.rule {
	case "en.names.state":
		for _, line := range s.lines {
			if err := k.takeState(s.rule, line); err != nil {
				return err
			}
		}
	case "en.names.region":
		k.takeNames(s, trucewatch.PlaceKind)
	case "en.names.city":
		for i, line := range s.lines {
			_, names, ok := strings.Cut(line, ": ")
			if !ok {
				return fmt.Errorf("rule %s: line %q names no country before a colon", s.rule, line)
			}
			s.lines[i] = names
		}
		k.takeNames(s, trucewatch.PlaceKind)
	case "en.names.people":
		k.takeNames(s, trucewatch.People)
	case "en.names.outlet", "en.names.body", "en.names.group":
		k.takeNames(s, trucewatch.Organization)
	case "en.names.title":
		k.takeInto(k.titles, s, trucewatch.Person)
	case "en.names.never":
		k.takeInto(k.nevers, s, "")
	default:
		return k.takeRole(s)
	}
	return nil
}

func (k *knowledge) takeState(rule, line string) error {
	columns := strings.Split(line, "|")
	if len(columns) != 3 {
		return fmt.Errorf("rule %s: line %q has %d columns, not 3", rule, line, len(columns))
	}
	for i, kind := range []trucewatch.MentionKind{trucewatch.PlaceKind, trucewatch.People, trucewatch.PlaceKind} {
		list(columns[i], func(name string, weak bool) { k.names.add(name, entry{kind: kind, rule: rule, weak: weak}) })
	}
	return nil
}

func (k *knowledge) takeNames(s section, kind trucewatch.MentionKind) { k.takeInto(k.names, s, kind) }

func (k *knowledge) takeInto(l *lexicon, s section, kind trucewatch.MentionKind) {
	for _, line := range s.lines {
		list(line, func(name string, weak bool) { l.add(name, entry{kind: kind, rule: s.rule, weak: weak}) })
	}
}

func (k *knowledge) takeRole(s section) error {
	r, ok := map[string]role{
		"en.names.given": roleGiven, "en.names.surname": roleSurname, "en.names.particle": roleParticle,
		"en.names.body-head": roleBodyHead, "en.names.body-of": roleBodyOf, "en.names.place-head": rolePlaceHead,
		"en.names.place-front": rolePlaceFront, "en.names.place-of": rolePlaceOf, "en.names.speech": roleSpeech,
		"en.names.body-part": roleBodyPart, "en.names.field": roleField, "en.names.press": rolePress, "en.names.site": roleSite,
		"en.names.vessel": roleVessel, "en.names.work": roleWork,
		"en.names.medium": roleMedium, "en.names.ground": roleGround, "en.names.band": roleBand, "en.names.opus": roleOpus,
	}[s.rule]
	if !ok {
		return fmt.Errorf("rule %q is not known to the name finder", s.rule)
	}
	for _, line := range s.lines {
		list(line, func(name string, _ bool) { k.roles[lexis.Hash(fold(name))] |= r })
	}
	return nil
}

func (k *knowledge) role(a atom) role { return k.roles[a.fold] }

func isUpper(r rune) bool { return unicode.IsUpper(r) }

func isShout(s string) bool { return marksOf(s, false)&markShout != 0 }
