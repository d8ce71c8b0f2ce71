package action_test

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang/langtest"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// reading analyses a text and marks the names in it, each given as "kind name".
func reading(t testing.TB, text string, names ...string) trucewatch.Reading {
	t.Helper()
	r := trucewatch.Reading{Report: trucewatch.Report{Text: text, Language: "en"}, Sentences: langtest.Analyser(t).Sentences(text)}
	for _, n := range names {
		kind, name, _ := strings.Cut(n, " ")
		for at := 0; ; {
			i := strings.Index(text[at:], name)
			if i < 0 {
				break
			}
			if end := at + i + len(name); end < len(text) && text[end] == 'n' {
				at = end
				continue // "Sylvania" in "Sylvanian"
			}
			m := trucewatch.Mention{Span: trucewatch.Span{Start: at + i, End: at + i + len(name)}, Kind: trucewatch.MentionKind(kind), Named: true, Antecedent: -1}
			place(&m, r.Sentences)
			r.Mentions = append(r.Mentions, m)
			at = m.End
		}
	}
	slices.SortFunc(r.Mentions, func(a, b trucewatch.Mention) int { return a.Start - b.Start })
	return r
}

// either makes a test of a check that is to hold with the trees of one of the parsers.
func either(check func(t testing.TB)) func(t *testing.T) {
	return func(t *testing.T) { langtest.Either(t, check) }
}

func place(m *trucewatch.Mention, sentences []trucewatch.Sentence) {
	for s, sentence := range sentences {
		if !sentence.Contains(m.Span) {
			continue
		}
		m.Sentence = s
		for i, tok := range sentence.Tokens {
			inside := m.Contains(tok.Span)
			if inside && (tok.Head < 0 || !m.Contains(sentence.Tokens[tok.Head].Span)) {
				m.Head = i
			}
		}
	}
}

func words(d *draft.Draft, list []int) string {
	var out []string
	for _, i := range list {
		out = append(out, d.Mentions[i].Of(d.Text()))
	}
	return strings.Join(out, "; ")
}

func TestEvents(t *testing.T) {
	names := []string{"place Ruritania", "people Ruritanian", "people Sylvanian", "place Sylvania", "place Strelsau", "person Rudolf Elphberg", "organization Red Band", "place Zenda", "place Norway"}
	for _, tc := range []struct{ name, text, trigger, status, actors, recipients, mediators, place string }{
		{"meeting with", "Rudolf Elphberg met Sylvanian officials in Strelsau.", "met", "occurred", "Rudolf Elphberg; Sylvanian officials", "", "", "Strelsau"},
		{"two peoples", "Ruritanian and Sylvanian ministers held talks in Zenda.", "talks", "occurred", "Ruritanian; Sylvanian", "", "", "Zenda"},
		{"between", "Heavy clashes between the Red Band and Sylvania shook Zenda.", "clashes", "occurred", "Red Band; Sylvania", "", "", ""},
		{"adjective and land", "Ruritanian air strikes hit a depot in southern Norway.", "strikes", "occurred", "Ruritanian", "Norway", "", "southern Norway"},
		{"passive", "Two villages were shelled by the Red Band.", "shelled", "occurred", "Red Band", "", "", ""},
		{"possessive", "Ruritania's raids on Zenda went on for a week.", "raids", "occurred", "Ruritania", "Zenda", "", "Zenda"},
		{"control", "Ruritania agreed to withdraw its troops.", "withdraw", "planned", "Ruritania", "", "", ""},
		{"demand", "The Red Band called for a ceasefire.", "ceasefire", "proposed", "", "", "", ""},
		{"denied sense", "Ruritania did not sign the treaty.", "sign", "negated", "Ruritania", "", "", ""},
		{"progressive", "Sylvania is shelling Zenda.", "shelling", "ongoing", "Sylvania", "Zenda", "", "Zenda"},
		{"weapon's owner", "Ruritanian missiles struck an army base.", "struck", "occurred", "Ruritanian", "army", "", "an army base"},
		{"against adjectives", "Students staged an anti-Sylvanian march in Strelsau.", "march", "occurred", "Students", "Sylvanian", "", "Strelsau"},
		{"people of a body", "Red Band militants attacked Zenda.", "attacked", "occurred", "Red Band", "Zenda", "", "Zenda"},
		{"through a document", "In a letter to the council, Ruritania accused Sylvania of aggression.", "accused", "occurred", "Ruritania", "Sylvania", "", ""},
		{"brokered", "Sylvania brokered a truce between Ruritania and the Red Band.", "truce", "ongoing", "Ruritania; Red Band", "", "Sylvania", ""},
		{"one man of two offices", "Police arrested the founder and leader of the Red Band.", "arrested", "occurred", "Police", "the founder and leader of the Red Band", "", ""},
		{"two raids", "Ruritanian air strikes were an answer to rocket attacks on Ruritania.", "attacks", "occurred", "", "Ruritania", "", "Ruritania"},
		{"led", "Sylvania feared a rebel-led attack on Zenda.", "attack", "proposed", "rebel", "Zenda", "", "Zenda"},
		{"body's part", "Troops fired at the marchers' legs.", "fired", "occurred", "Troops", "the marchers", "", ""},
		{"a conflict goes on", "The conflict between the Red Band and Sylvania emptied Zenda.", "conflict", "ongoing", "Red Band; Sylvania", "", "", ""},
		{"a conflict of eight days is over", "The eight-day conflict between the Red Band and Sylvania emptied Zenda.", "conflict", "occurred", "Red Band; Sylvania", "", "", ""},
		{"town is no side", "The Zenda ceasefire has held.", "ceasefire", "ongoing", "", "", "", "Zenda"},
	} {
		t.Run(tc.name, either(func(t testing.TB) {
			d := draft.New(reading(t, tc.text, names...))
			for _, e := range load(t).Events(d, nil, nil) {
				if e.Of(tc.text) != tc.trigger {
					continue
				}
				where := ""
				if e.Place >= 0 {
					where = words(d, []int{e.Place})
				}
				got := []string{string(e.Status), words(d, e.Actors), words(d, e.Recipients), words(d, e.Mediators), where}
				want := []string{tc.status, tc.actors, tc.recipients, tc.mediators, tc.place}
				if !reflect.DeepEqual(got, want) {
					t.Errorf("got %q, want %q (%v)", got, want, e.Why)
				}
				return
			}
			t.Errorf("no event %q in %q", tc.trigger, tc.text)
		}))
	}
}

// TestRehung hangs words as a parser may and looks who is still found to act.
func TestRehung(t *testing.T) {
	names := []string{"place Ruritania", "people Sylvanian", "place Sylvania", "organization Red Band", "place Zenda"}
	type arc struct{ word, head, rel string }
	for _, tc := range []struct {
		name, text, trigger, actors, recipients string
		arcs                                    []arc
	}{
		{"no land's doing", "The Red Band crossed its airspace to carry out airstrikes in Sylvania.", "airstrikes", "Red Band", "", []arc{{"carry", "airspace", "acl"}, {"airspace", "crossed", "obj"}}},
		{"whose plan it is", "The Red Band watched Ruritania's plan to shell Zenda.", "shell", "Ruritania", "Zenda", []arc{{"shell", "plan", "acl"}}},
		{"a subject read as a phrase", "Ruritania slept while Sylvanian soldiers have attacked Zenda.", "attacked", "Sylvanian soldiers", "Zenda", []arc{{"soldiers", "attacked", "obl"}, {"attacked", "slept", "conj"}}},
		{"a body and its name", "Sylvanian jets bombed positions belonging to the terror group Red Band.", "bombed", "Sylvanian", "Red Band", []arc{{"belonging", "positions", "acl"}, {"group", "belonging", "obl"}, {"Red", "Band", "compound"}, {"Band", "belonging", "obl"}}},
	} {
		t.Run(tc.name, either(func(t testing.TB) {
			r := reading(t, tc.text, names...)
			toks := r.Sentences[0].Tokens
			at := func(word string) int {
				return slices.IndexFunc(toks, func(tok trucewatch.Token) bool { return tok.Form == word })
			}
			for _, a := range tc.arcs {
				toks[at(a.word)].Head, toks[at(a.word)].Rel = at(a.head), a.rel
			}
			for i := range r.Mentions {
				place(&r.Mentions[i], r.Sentences)
			}
			d := draft.New(r)
			for _, e := range load(t).Events(d, nil, nil) {
				if e.Of(tc.text) != tc.trigger {
					continue
				}
				to := slices.Clone(e.Actors)
				for i, m := range to {
					if a := d.Mentions[m].Antecedent; a >= 0 {
						to[i] = a
					}
				}
				if got := words(d, to) + " | " + words(d, e.Recipients); got != tc.actors+" | "+tc.recipients && tc.recipients != "" || words(d, to) != tc.actors {
					t.Errorf("got %q, want %q | %q (%v)", got, tc.actors, tc.recipients, e.Why)
				}
				return
			}
			t.Errorf("no event %q in %q", tc.trigger, tc.text)
		}))
	}
}

func TestMediator(t *testing.T) {
	d := draft.New(reading(t, "Sylvania-mediated talks between Ruritania and the Red Band resumed.", "place Sylvania", "place Ruritania", "organization Red Band"))
	for _, e := range load(t).Events(d, nil, nil) {
		if e.Type == trucewatch.Consult {
			if got := words(d, e.Mediators) + " | " + words(d, e.Actors); got != "Sylvania | Ruritania; Red Band" {
				t.Errorf("got %q", got)
			}
			return
		}
	}
	t.Error("no talks found")
}

// TestPointsBack follows pronouns, bodies and documents to who was named before.
func TestPointsBack(t *testing.T) {
	names := []string{"place Ruritania", "place Sylvania", "place Strelsau", "person Rudolf Elphberg", "organization Red Band", "place Zenda"}
	for _, tc := range []struct{ name, text, trigger, actors string }{
		{"it", "Ruritania sent troops to Zenda. It rejected all talks.", "rejected", "Ruritania"},
		{"they", "Sylvania and Ruritania met in Strelsau. They signed a treaty.", "signed", "Sylvania; Ruritania"},
		{"he in his clause", "Rudolf Elphberg said he condemned the raid.", "condemned", "Rudolf Elphberg"},
		{"the group", "The Red Band attacked Zenda. The group kidnapped two monks.", "kidnapped", "Red Band"},
		{"the statement", "The Red Band issued a statement. The statement condemned the raid.", "condemned", "Red Band"},
		{"predicate", "The Red Band was the main force urging a boycott.", "urging", "Red Band"},
	} {
		t.Run(tc.name, either(func(t testing.TB) {
			d := draft.New(reading(t, tc.text, names...))
			for _, e := range load(t).Events(d, nil, nil) {
				if e.Of(tc.text) != tc.trigger {
					continue
				}
				var who []int
				for _, a := range e.Actors {
					if to := d.Mentions[a].Antecedent; to >= 0 {
						a = to
					}
					who = append(who, a)
				}
				if got := words(d, who); !strings.HasSuffix(got, tc.actors) {
					t.Errorf("got %q, want %q (%v)", got, tc.actors, e.Why)
				}
				return
			}
			t.Errorf("no event %q in %q", tc.trigger, tc.text)
		}))
	}
}

// TestInherits follows one happening through a report.
func TestInherits(t *testing.T) {
	text := "The envoys of Ruritania and Sylvania met in Strelsau. The talks lasted four hours. Later the Red Band attacked Zenda."
	d := draft.New(reading(t, text, "place Ruritania", "place Sylvania", "place Strelsau", "organization Red Band", "place Zenda"))
	for _, e := range load(t).Events(d, nil, nil) {
		if e.Of(text) != "talks" {
			continue
		}
		if e.Place < 0 || words(d, []int{e.Place}) != "Strelsau" || len(e.Actors) == 0 || !made(e, "en.inherit.definite") {
			t.Errorf("talks take over place %d, actors %q by %v", e.Place, words(d, e.Actors), e.Why)
		}
		return
	}
	t.Error("no talks found")
}

// TestProperties holds for any text: spans and indices are inside, every event says
// why, and the same text gives the same events.
func TestProperties(t *testing.T) {
	raw, err := os.ReadFile("testdata/news.txt")
	if err != nil {
		t.Fatal(err)
	}
	r := load(t)
	read := func() ([]trucewatch.EventMention, *draft.Draft) {
		d := draft.New(reading(t, string(raw), "place Iran", "place Vienna", "place Beijing"))
		return r.Events(d, nil, nil), d
	}
	got, d := read()
	again, _ := read()
	if !reflect.DeepEqual(got, again) {
		t.Error("two readings of one text differ")
	}
	if len(got) < 60 {
		t.Errorf("only %d events in the sample", len(got))
	}
	for _, e := range got {
		s := d.Sentence(e.Sentence)
		if !s.Contains(e.Span) || e.Token >= len(s.Tokens) || len(e.Why) < 2 {
			t.Errorf("event %+v does not fit its sentence", e)
		}
		for _, m := range slices.Concat(e.Actors, e.Recipients, e.Mediators) {
			if m < 0 || m >= len(d.Mentions) {
				t.Errorf("party %d of %q is no mention", m, e.Of(string(raw)))
			}
		}
	}
}

// FuzzEvents checks that no text makes the rules fail.
func FuzzEvents(f *testing.F) {
	f.Add("The army shelled the town.")
	f.Add("talks talks of and between , - - fire cease")
	f.Add("\u2028\x00Strike!")
	r := load(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, e := range events(t, r, text) {
			if e.Start < 0 || e.End > len(text) || e.Start >= e.End {
				t.Fatalf("event %v outside %q", e.Span, text)
			}
		}
	})
}
