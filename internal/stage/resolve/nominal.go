package resolve

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// phrase is a description taken apart: its head, its words and the lands in it.
type phrase struct {
	text    string
	lemma   string
	words   []string // folded, without possessives
	lands   []*land
	pronoun bool
}

// take reads the description of a mention from the tokens of its sentence.
func (w *work) take(d *document, m int) phrase {
	mention := d.claims.Mentions[m]
	p := phrase{text: mention.Of(d.reading.Report.Text)}
	tokens := d.reading.Sentences[mention.Sentence].Tokens
	for i, tok := range tokens {
		if !mention.Contains(tok.Span) {
			continue
		}
		if i == mention.Head {
			p.lemma = strings.ToLower(tok.Lemma)
			p.pronoun = tok.UPOS == "PRON" && mention.Len() == tok.Len()
		}
		if f := translit.Fold(tok.Form); f != "" {
			p.words = append(p.words, f)
		}
	}
	for _, n := range d.names[mention.Sentence] {
		other := d.claims.Mentions[n]
		if mention.Contains(other.Span) {
			if l := w.rules.lands.named(other.Of(d.reading.Report.Text), true); l != nil && !slices.Contains(p.lands, l) {
				p.lands = append(p.lands, l)
			}
		}
	}
	return p
}

// describe says who a description stands for and which rule says so. Nobody means
// that it is left open.
func (w *work) describe(d *document, m, depth int) (ids []string, rule string) {
	mention := d.claims.Mentions[m]
	if a := mention.Antecedent; a >= 0 && a != m && depth < maxChain {
		return w.acts(d, a, depth+1), "en.resolve.antecedent"
	}
	p := w.take(d, m)
	if p.pronoun {
		return nil, ""
	}
	class, rule := w.rules.class(p.lemma, p.words)
	switch class {
	case "pair":
		if len(p.lands) == 0 {
			return d.dyad, rule
		}
		return landIDs(p.lands), rule
	case "side":
		if len(p.lands) > 0 && !individual(p.words) {
			return landIDs(p.lands), rule
		}
	case "materiel":
		if len(p.lands) > 0 {
			return landIDs(p.lands[:1]), rule
		}
	case "forces":
		if len(p.lands) > 0 {
			return []string{w.forces(p.lands[0], p.text)}, rule
		}
	}
	if holder := w.holder(d, p); holder != "" {
		return []string{holder}, "en.resolve.office"
	}
	return []string{w.unnamed(d, p, class)}, "en.resolve.unnamed"
}

// maxChain bounds how far a pronoun is followed.
const maxChain = 8

// individual reports whether a description is of one unnamed official, who is a
// voice of their own and not the state.
func individual(words []string) bool {
	return slices.Contains(words, "a") || slices.Contains(words, "an") || slices.Contains(words, "one") || slices.Contains(words, "senior")
}

func landIDs(ls []*land) []string {
	var out []string
	for _, l := range ls {
		out = append(out, l.id)
	}
	return out
}

// forces returns the actor that is the army of a land: the body that the packs
// know, or one made for it.
func (w *work) forces(l *land, text string) string {
	name := l.national + " military"
	if body := w.rules.bodies[bare(name)]; body != "" {
		name = body
	}
	w.actor(l.id, l.name, trucewatch.StateKind, "", l.name)
	return w.actor(translit.Slug(name), name, trucewatch.Organization, l.id, text)
}

// unnamed makes an actor of a description. A group with a people's name is one
// actor everywhere ("Druze fighters"); unnamed voices are one only in their report.
func (w *work) unnamed(d *document, p phrase, class string) string {
	core := strings.Join(withoutDeterminers(p.words), " ")
	kind := trucewatch.Person
	switch class {
	case "organization", "forces", "side":
		kind = trucewatch.Organization
	case "people":
		kind = trucewatch.People
	}
	id := translit.Slug(core)
	if kind == trucewatch.Person {
		id += "-" + strings.TrimPrefix(d.reading.Report.ID, "r-")
	}
	return w.actor(id, p.text, kind, "", p.text)
}

func withoutDeterminers(words []string) []string {
	out := slices.Clone(words)
	for len(out) > 1 && (out[0] == "the" || out[0] == "a" || out[0] == "an" || out[0] == "some" || out[0] == "several" || out[0] == "many" || out[0] == "his" || out[0] == "its" || out[0] == "their") {
		out = out[1:]
	}
	return out
}

// holder finds the named person whose office a description is: the same office of
// the same land, first in the report itself, then in any other, if it is one person.
func (w *work) holder(d *document, p phrase) string {
	if class, _ := w.rules.class(p.lemma, p.words); class != "office" && class != "side" || len(p.lands) == 0 {
		return ""
	}
	for _, l := range p.lands {
		title := w.officeIn(p, l)
		if title == "" {
			continue
		}
		held := w.offices[office{title, l.id}]
		here := slices.DeleteFunc(slices.Clone(held), func(h holding) bool { return h.report != d.reading.Report.ID })
		if id := onePerson(here); id != "" {
			return id
		}
		if id := onePerson(held); id != "" {
			return id
		}
	}
	return ""
}

// officeIn returns the office that the words of a description name, without the
// land and determiners; an office with "former" or "deputy" is another office.
func (w *work) officeIn(p phrase, l *land) string {
	var words []string
	for _, word := range withoutDeterminers(p.words) {
		if w.rules.lands.named(word, true) != l && word != "s" && !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return w.rules.usualOffice(strings.Join(words, " "))
}

func onePerson(held []holding) string {
	id := ""
	for _, h := range held {
		if id != "" && h.id != id {
			return ""
		}
		id = h.id
	}
	return id
}
