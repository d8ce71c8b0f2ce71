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
	peoples []string // names of communities in it that are no nationals
	plural  bool
	pronoun bool
}

// take reads the description of a mention from the tokens of its sentence, once.
func (w *work) take(d *document, m int) phrase {
	if d.phrases == nil {
		d.phrases = make([]*phrase, len(d.claims.Mentions))
	}
	if d.phrases[m] == nil {
		mention := d.claims.Mentions[m]
		p := w.takeWords(d, mention.Sentence, mention.Span, mention.Head)
		d.phrases[m] = &p
	}
	return *d.phrases[m]
}

// takeSpan reads a stretch of a sentence whose head is not known: the last noun
// before any preposition.
func (w *work) takeSpan(d *document, sentence int, span trucewatch.Span) phrase {
	head := -1
	for i, tok := range d.reading.Sentences[sentence].Inside(span) {
		if tok.UPOS == "ADP" && head >= 0 {
			break
		}
		if tok.UPOS == "NOUN" || tok.UPOS == "PROPN" {
			head = i
		}
	}
	return w.takeWords(d, sentence, span, head)
}

func (w *work) takeWords(d *document, sentence int, span trucewatch.Span, head int) phrase {
	p := phrase{text: span.Of(d.reading.Report.Text)}
	for i, tok := range d.reading.Sentences[sentence].Inside(span) {
		if i == head || p.ofQuantity() && tok.UPOS == "NOUN" {
			p.lemma = strings.ToLower(tok.Lemma)
			p.plural = tok.XPOS == "NNS" || tok.XPOS == "NNPS"
			p.pronoun = tok.UPOS == "PRON" && span.Len() == tok.Len()
		}
		if f := translit.Fold(tok.Form); f != "" {
			p.words = append(p.words, f)
		}
	}
	w.takeNames(d, sentence, span, &p)
	return p
}

// takeNames notes the lands and communities named in a description.
func (w *work) takeNames(d *document, sentence int, span trucewatch.Span, p *phrase) {
	for _, n := range d.names[sentence] {
		other := d.claims.Mentions[n]
		if !span.Contains(other.Span) {
			continue
		}
		l := w.rules.lands.named(other.Of(d.reading.Report.Text), true)
		switch {
		case l != nil && !slices.Contains(p.lands, l):
			p.lands = append(p.lands, l)
		case l == nil && other.Kind == trucewatch.People:
			p.peoples = append(p.peoples, w.nameOf(d, n))
		}
	}
}

// ofQuantity reports whether the head read so far only counts: "hundreds of …".
func (p phrase) ofQuantity() bool {
	switch p.lemma {
	case "member", "hundred", "dozen", "thousand", "score", "number", "ten", "handful", "majority", "lot", "couple":
		return true
	}
	return false
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
	if l := w.rules.epithet[bare(p.text)]; l != nil {
		return []string{w.actor(l.id, l.name, trucewatch.StateKind, "", p.text)}, "en.resolve.epithet"
	}
	class, rule := w.rules.class(p.lemma, p.words)
	if w.paired(d, p) {
		return d.dyad, "en.resolve.pair"
	}
	if n := w.sameForces(d, m, p, class); n >= 0 && depth < maxChain {
		return w.acts(d, n, depth+1), "en.resolve.same-forces"
	}
	if len(p.lands) == 0 && (class == "side" || class == "forces" || class == "office") && bareDefinite(p.words) {
		if l := w.landNear(d, m, class); l != nil {
			p.lands = []*land{l}
		}
	}
	if l := landOfGovernment(d, p); l != nil && class == "forces" {
		return []string{w.governmentForces(l, p.text)}, rule
	}
	if id := w.inner(d, m, p, class); id != "" {
		return []string{id}, "en.resolve.named-inside"
	}
	if ids := w.byClass(d, p, class); ids != nil {
		return ids, rule
	}
	return w.single(d, m, p, class)
}

// single says which one movement, holder of an office or unnamed actor a description
// stands for.
func (w *work) single(d *document, m int, p phrase, class string) (ids []string, rule string) {
	if meansMovement(p, class) {
		if id := w.movement(d); id != "" {
			return []string{id}, "en.resolve.movement"
		}
	}
	if holder, words := w.holder(d, m, p); holder != "" {
		w.why[mentionOf{d.reading.Report.ID, m}] = trucewatch.Reason{Rule: "en.resolve.office", Words: words}
		return []string{holder}, "en.resolve.office"
	}
	if c := w.surnamed(p); c != nil {
		return []string{w.actor(c.id, c.name, trucewatch.Person, "", p.text)}, "en.resolve.surname"
	}
	return []string{w.unnamed(d, p, class)}, "en.resolve.unnamed"
}

// sameForces is the last description before one like "the troops" that says whose troops
// they are with that word ("government troops"), or -1.
func (w *work) sameForces(d *document, m int, p phrase, class string) int {
	if class != "forces" || len(p.lands) > 0 || !bareDefinite(p.words) {
		return -1
	}
	if last := lastBefore(w.landmarksOf(d).whose[p.lemma], d.claims.Mentions[m].Start); last != nil {
		return last.mention
	}
	return -1
}

// byClass returns whom a description with a land or a community stands for by the
// class of its head, or nil where the class decides nothing.
func (w *work) byClass(d *document, p phrase, class string) []string {
	if class == "air-defence" {
		return w.airDefence(d, p)
	}

	if class == "fighters" {
		if id := w.fighters(p); id != "" {
			return []string{id}
		}
	}
	if len(p.lands) == 0 {
		return nil
	}
	switch class {
	case "pair":
		return landIDs(p.lands)
	case "side":
		if !individual(p.words) || collective(p.lemma) {
			return landIDs(p.lands)
		}
	case "materiel":
		return landIDs(p.lands[:1])
	case "forces":
		if len(p.peoples) == 0 {
			return []string{w.forces(p.lands[0], p.text)}
		}
	}
	return nil
}

// airDefence returns the air defences of the land in a description, or of the land
// that its report is set in: they answer an attack apart from the rest of an army.
func (w *work) airDefence(d *document, p phrase) []string {
	l := d.home
	if len(p.lands) > 0 {
		l = p.lands[0]
	}
	if l == nil {
		return nil
	}
	w.actor(l.id, l.name, trucewatch.StateKind, "", l.name)
	name := l.national + " air defences"
	return []string{w.actor(translit.Slug(name), name, trucewatch.Organization, l.id, p.text)}
}

// inner returns the one named body or person whose side, forces or men a
// description means: "Hamas fighters", "the Assad government", "members of the
// Lebanese Hezbollah militia"; or "".
func (w *work) inner(d *document, m int, p phrase, class string) string {
	switch class {
	case "fighters", "forces":
	case "side":
		if individual(p.words) && !collective(p.lemma) {
			return "" // "a UN official" is a voice of their own
		}
	default:
		return ""
	}
	mention := d.claims.Mentions[m]
	text := d.reading.Report.Text
	found := ""
	for _, n := range d.names[mention.Sentence] {
		other := d.claims.Mentions[n]
		if !mention.Contains(other.Span) || other.Kind != trucewatch.Organization && (other.Kind != trucewatch.Person || class != "side") {
			continue
		}
		behind, before := text[other.End:mention.End], text[mention.Start:other.Start]
		if found != "" || strings.HasPrefix(behind, "-") || strings.HasSuffix(strings.ToLower(before), "anti-") {
			return "" // "UN-backed forces" are not the UN's
		}
		found = w.nameOf(d, n)
	}
	return found
}

// governmental reports whether forces are said to be a government's, without the
// name of its land: "pro-government forces".
func governmental(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return strings.HasSuffix(w, "government") || strings.HasSuffix(w, "regime") || w == "loyalist"
	})
}

// landOfGovernment returns the land whose government the words speak of: the one
// they name, else the one their report is set in; or nil.
func landOfGovernment(d *document, p phrase) *land {
	switch {
	case !governmental(p.words):
		return nil
	case len(p.lands) > 0:
		return p.lands[0]
	}
	return d.home
}

func (w *work) governmentForces(l *land, text string) string {
	w.actor(l.id, l.name, trucewatch.StateKind, "", l.name)
	name := l.national + " government forces"
	return w.actor(translit.Slug(name), name, trucewatch.Organization, l.id, text)
}

// paired reports whether a plural description means both sides: "both parties",
// "the two countries", "the sides", in a report that has two.
func (w *work) paired(d *document, p phrase) bool {
	if len(d.dyad) == 0 || len(p.lands) > 0 || !p.plural {
		return false
	}
	if !slices.ContainsFunc(w.rules.classOf[p.lemma], func(c classRule) bool { return c.class == "pair" }) {
		return false
	}
	switch p.words[0] {
	case "both", "two":
		return true
	case "the", "these":
		return len(p.words) == 2 || p.words[1] == "two" || p.words[1] == "warring" || p.words[1] == "opposing" || p.words[1] == "neighbouring" || p.words[1] == "neighboring"
	}
	return false
}

// bareDefinite reports whether a description says no more than "the army" or "its
// foreign minister", so that its land must be one just spoken of.
func bareDefinite(words []string) bool {
	switch words[0] {
	case "the":
		return len(words) == 2
	case "its", "their", "his", "her":
		return len(words) > 1
	}
	return false
}

// collective reports whether a head noun of a side is a body even after "a".
func collective(lemma string) bool {
	switch lemma {
	case "delegation", "government", "side", "team", "leadership", "administration", "regime", "cabinet", "state":
		return true
	}
	return false
}

// fighters returns the actor that the armed men of one community or land are,
// however a report calls them: "Druze fighters", "Druze factions".
func (w *work) fighters(p phrase) string {
	who := slices.Clone(p.peoples)
	if len(who) == 0 && len(p.lands) == 1 {
		who = append(who, p.lands[0].peopleID)
	}
	if len(who) == 0 {
		return ""
	}
	last := who[len(who)-1]
	return w.actor(last+"-fighters", p.text, trucewatch.Organization, "", p.text)
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
	case "side":
		if p.plural || collective(p.lemma) {
			kind = trucewatch.Organization
		}
	case "organization", "forces", "fighters":
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

// withoutDeterminers leaves out the articles, possessives and vague numbers before a noun.
func withoutDeterminers(words []string) []string {
	out := slices.Clone(words)
	for len(out) > 1 && slices.Contains([]string{"the", "a", "an", "some", "several", "many", "my", "our", "your", "his", "her", "its", "their"}, strings.ToLower(out[0])) {
		out = out[1:]
	}
	return out
}
