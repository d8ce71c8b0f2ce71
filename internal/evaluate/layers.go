package evaluate

import "github.com/trucewatch/trucewatch/internal/record"

// span is a half-open range of code points.
type span struct{ start, end int }

func (q GoldQuote) span() span { return span{q.Start, q.End} }

func (a span) overlaps(b span) bool { return a.start < b.end && b.start < a.end }

func (s *scorer) names(c *Coded, r *record.Report) {
	var found []record.Mention
	at := map[span]record.Mention{}
	for _, m := range r.Mentions {
		if m.Named {
			found = append(found, m)
			at[span{m.Start, m.End}] = m
			key := seenKey{r.ID, string(m.Entity)}
			s.seen[key] = append(s.seen[key], m.Quote)
		}
	}
	s.result.Names.Expected += len(c.Names)
	s.result.Names.Predicted += len(found)
	expected := map[span]bool{}
	for _, x := range c.Names {
		expected[x.span()] = true
		key := clusterKey{stem(c.Report), x.Start, x.End}
		s.nameGold.put(key, x.ID)
		hit, ok := at[x.span()]
		switch {
		case !ok:
			s.mistake("names", "%s missed '%s' (%s)", stem(c.Report), x.Q, x.Kind)
			hit, ok = firstOverlap(found, x.span())
		case hit.Kind == x.Kind:
			s.result.Names.Found++
		default:
			s.mistake("names", "%s '%s' kind %s should be %s", stem(c.Report), x.Q, hit.Kind, x.Kind)
		}
		if ok && hit.Entity != "" {
			s.nameFound[key] = string(hit.Entity)
		}
	}
	for _, m := range found {
		if !expected[span{m.Start, m.End}] {
			s.mistake("names", "%s spurious '%s' (%s)", stem(c.Report), m.Quote, m.Kind)
		}
	}
}

func firstOverlap(mentions []record.Mention, at span) (record.Mention, bool) {
	for _, m := range mentions {
		if at.overlaps(span{m.Start, m.End}) {
			return m, true
		}
	}
	return record.Mention{}, false
}

func (s *scorer) statements(c *Coded, r *record.Report) {
	var found []record.Statement
	for _, x := range s.rec.Statements {
		if r.ID != "" && x.Report == r.ID {
			found = append(found, x)
		}
	}
	s.result.Statements.Expected += len(c.Statements)
	s.result.Statements.Predicted += len(found)
	used := map[int]bool{}
	for _, x := range c.Statements {
		hit, quotes := s.matchStatement(c, x, found, used)
		if hit < 0 {
			s.mistake("statements", "%s s%d missed '%s' by %s (has %s)", stem(c.Report), x.S, x.Q, pyList(x.Source), pyTexts(quotes))
			continue
		}
		used[hit] = true
		s.result.Statements.Found++
		s.stance(c, x, found[hit])
	}
	for i, x := range found {
		if !used[i] {
			s.mistake("statements", "%s s%s spurious '%s' by %s", stem(c.Report), pySentence(c.sentenceAt(x.Start)), x.Quote, pyNone(string(x.SourceQuote)))
		}
	}
}

// matchStatement returns the first unused statement on the words or in the
// sentence of x with the same innermost source, or -1, and the source quotes of
// all that stand there.
func (s *scorer) matchStatement(c *Coded, x GoldStatement, found []record.Statement, used map[int]bool) (int, []record.Nullable) {
	var quotes []record.Nullable
	hit := -1
	for i, f := range found {
		if used[i] || !x.span().overlaps(span{f.Start, f.End}) && c.sentenceAt(f.Start) != x.S {
			continue
		}
		quotes = append(quotes, f.SourceQuote)
		if hit < 0 && s.sameSource(c, x, f) {
			hit = i
		}
	}
	return hit, quotes
}

func (s *scorer) sameSource(c *Coded, x GoldStatement, f record.Statement) bool {
	var forms, expected []string
	if len(f.Source) > 0 {
		forms = append(forms, s.recordForms(f.Source[0])...)
	}
	if f.SourceQuote != "" {
		forms = append(forms, string(f.SourceQuote))
	}
	if len(x.Source) > 0 {
		expected = append(expected, s.goldForms(c, x.Source[0])...)
	}
	if x.SourceQ != "" {
		expected = append(expected, x.SourceQ)
	}
	return s.compare.same(forms, expected)
}

func (s *scorer) stance(c *Coded, x GoldStatement, f record.Statement) {
	s.result.Stance.Of++
	if f.Stance == x.Stance {
		s.result.Stance.Right++
	} else {
		s.mistake("stance", "%s s%d '%s' %s should be %s", stem(c.Report), x.S, x.Q, pyNone(f.Stance), x.Stance)
	}
	if len(x.Source) < 2 {
		return
	}
	s.result.Chain.Of++
	if len(f.Source) != len(x.Source) {
		return
	}
	for i, id := range x.Source {
		if !s.compare.same(s.goldForms(c, id), s.recordForms(f.Source[i])) {
			return
		}
	}
	s.result.Chain.Right++
}

func (s *scorer) figures(c *Coded, r *record.Report) {
	var found []record.Figure
	for _, x := range s.rec.Figures {
		if r.ID != "" && x.Report == r.ID {
			found = append(found, x)
		}
	}
	s.result.Figures.Expected += len(c.Figures)
	s.result.Figures.Predicted += len(found)
	used := map[int]bool{}
	for _, x := range c.Figures {
		hit := matchFigure(x, found, used)
		if hit < 0 {
			s.mistake("figures", "%s s%d missed '%s' %s", stem(c.Report), x.S, x.Q, x.Measure)
			continue
		}
		used[hit] = true
		if f := found[hit]; equal(f.Min, x.Min) && equal(f.Max, x.Max) {
			s.result.Figures.Found++
		} else {
			s.mistake("figures", "%s '%s' bounds %s/%s should be %s/%s", stem(c.Report), x.Q, pyInt(f.Min), pyInt(f.Max), pyInt(x.Min), pyInt(x.Max))
		}
	}
	for i, f := range found {
		if !used[i] {
			s.mistake("figures", "%s s%s spurious '%s' %s", stem(c.Report), pySentence(c.sentenceAt(f.Start)), f.Quote, pyNone(f.Measure))
		}
	}
}

func matchFigure(x GoldFigure, found []record.Figure, used map[int]bool) int {
	for i, f := range found {
		if !used[i] && x.span().overlaps(span{f.Start, f.End}) && f.Measure == x.Measure {
			return i
		}
	}
	return -1
}

func equal(a, b *int) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
