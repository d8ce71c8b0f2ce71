package attribution

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/lexicon"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/speech"
)

// nest gives each cue inside the content of another the outer one's sources as
// those who pass it on, and drops an outer cue that says nothing but the inner.
func (l *line) nest(cues []*cue) []*cue {
	dropped := map[*cue]bool{}
	for _, c := range cues {
		o := l.enclosing(c, cues)
		if o == nil {
			continue
		}
		own := o.core == c.token && o.token < c.token && len(o.rule.Before) == 0 && l.ownWords(c, o)
		if own {
			c.sources, c.outward = o.sources, o.outward
		} else if !l.sameSources(c, o) {
			c.outward = append(c.outward, o.sources...)
			c.outward = append(c.outward, o.outward...)
		} else if len(c.outward) == 0 {
			c.outward = o.outward
		}
		if l.onlySays(o, c, cues) && (!own || c.stance != o.stance) {
			dropped[o] = true
		}
	}
	for _, c := range cues {
		for _, o := range cues {
			dropped[o] = dropped[o] || c.via > 0 && o.token == c.via && o != c && l.Tree.Child(o.token, "ccomp") < 0
		}
	}
	return slices.DeleteFunc(slices.Clone(cues), func(c *cue) bool { return dropped[c] })
}

// ownWords reports whether the subject of the inner cue is a pronoun that can mean
// the outer source: "the spokesman said it had no comment".
func (l *line) ownWords(c, o *cue) bool {
	if len(c.sources) != 1 || len(o.sources) == 0 || c.sources[0].token < 0 || o.sources[0].token < 0 {
		return false
	}
	plural := l.Tree.Tokens[o.sources[0].token].XPOS == "NNS" || len(o.sources) > 1
	switch l.Word(c.sources[0].token) {
	case "he", "she", "it":
		return !plural
	case "they":
		return plural
	}
	return false
}

// enclosing returns the cue with the smallest content that covers c, or nil.
func (l *line) enclosing(c *cue, cues []*cue) *cue {
	if c.token < 0 {
		return nil
	}
	var best *cue
	for _, o := range cues {
		if o == c || o.token < 0 || !o.mask[c.token] || l.aside(c, o) || l.Deeper(o.token, c.token) || l.puts(c, o) {
			continue
		}
		if best == nil || speech.Count(o.mask) < speech.Count(best.mask) {
			best = o
		}
	}
	return best
}

// puts reports whether c stands behind o, between commas, as what all before it is put
// into: "the army promised to leave, the envoy said, referring to the accord".
func (l *line) puts(c, o *cue) bool {
	return o.token < c.token && c.mask[o.token] && l.Postposed(c.token)
}

// aside reports whether c stands in a relative clause or an apposition within
// o's content, outside quotation marks: words that the report itself puts in.
func (l *line) aside(c, o *cue) bool {
	if l.Quoted[c.token] {
		return false
	}
	for v := c.token; v >= 0 && v != o.core; v = l.Head(v) {
		if l.Tree.Is(v, "acl:relcl", "appos") || l.Tree.Is(v, "acl") && l.Tree.Tokens[v].XPOS == "VBN" && l.Tree.Child(v, "aux") < 0 {
			return true
		}
		if m := l.Tree.Child(v, "mark"); l.Tree.Is(v, "advcl") && v > o.token && m >= 0 && l.Word(m-1) == "," && l.Rules.In(lexicon.Contrasts, l.Word(m)) {
			return true
		}
		if l.Tree.Is(v, "parataxis") && o.core >= 0 && l.Tree.Dominates(o.core, v) && v > o.token && !o.mask[l.Head(v)] {
			return true
		}
	}
	return false
}

// onlySays reports whether the whole of o's content is the inner cue c, and o's
// source is one without a name, who does no more than pass the words on. What is put
// behind the inner cue with a verb of its own is said on its own account.
func (l *line) onlySays(o, c *cue, cues []*cue) bool {
	if o.core < 0 || o.core != c.token || o.token > c.token && len(o.rule.Before) == 0 || l.vouches(o, c) {
		return false
	}
	for _, k := range l.Tree.Conjuncts(o.core)[1:] {
		if !l.Verbal(k) && l.Tree.Child(k, "cop") < 0 {
			continue
		}
		if !slices.ContainsFunc(cues, func(x *cue) bool { return x.token == k }) {
			return false
		}
	}
	return true
}

// vouches reports whether o's one source is named and tells, before the inner cue
// c, what somebody else said: "Reuters reports that the army condemned".
func (l *line) vouches(o, c *cue) bool {
	if len(o.sources) != 1 || o.token > c.token || l.sameSources(o, c) || c.stance == trucewatch.Silent {
		return false
	}
	m := o.sources[0].mention
	return l.Draft.Mentions[m].Named && l.Draft.Mentions[m].Sentence == l.Sentence
}

func (l *line) sameSources(a, b *cue) bool {
	return slices.EqualFunc(a.sources, b.sources, func(x, y source) bool { return l.key(x) == l.key(y) })
}

// key tells one source of the sentence from another.
func (l *line) key(s source) string {
	return strings.ToLower(l.Draft.Mentions[l.root(s.mention)].Of(l.Draft.Text()))
}

// settle keeps one statement per source and stance. A source that passes on what
// another says in the same content is not counted again.
func (l *line) settle(cues []*cue) []*cue {
	type once struct {
		source string
		stance trucewatch.Stance
	}
	seen := map[once]bool{}
	var out []*cue
	spoken := map[string]bool{}
	for _, c := range cues {
		for _, src := range c.sources {
			spoken[l.key(src)] = spoken[l.key(src)] || !c.rule.Weak
		}
	}
	for _, c := range cues {
		c.sources = slices.DeleteFunc(slices.Clone(c.sources), func(s source) bool {
			k := once{l.key(s), c.stance}
			if seen[k] || c.rule.Weak && spoken[k.source] {
				return true
			}
			seen[k] = true
			return false
		})
		if len(c.sources) > 0 {
			out = append(out, c)
		}
	}
	return out
}
