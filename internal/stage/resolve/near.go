package resolve

import "sort"

// landmark is a place in a report where a land is spoken of.
type landmark struct {
	start, sentence, mention int
	land                     *land // of a description, nil unless it has just one
}

// landmarks lists, in order of position, where a report names a land, and where a
// description of a class has one ("Israeli troops"), and, by their head noun, the
// descriptions that say whose men they are ("government troops"). They are gathered
// once: each "the army" asks for the last before it.
type landmarks struct {
	named   []landmark
	classes map[string][]landmark
	whose   map[string][]landmark
}

func (w *work) landmarksOf(d *document) *landmarks {
	if d.landmarks != nil {
		return d.landmarks
	}
	d.landmarks = &landmarks{classes: map[string][]landmark{}, whose: map[string][]landmark{}}
	text := d.reading.Report.Text
	for _, n := range d.inOrder {
		m := d.claims.Mentions[n]
		if m.Named {
			if l := w.rules.lands.named(m.Of(text), true); l != nil {
				d.landmarks.named = append(d.landmarks.named, landmark{m.Start, m.Sentence, n, l})
			}
			continue
		}
		p := w.take(d, n)
		mark := landmark{start: m.Start, sentence: m.Sentence, mention: n}
		if len(p.words) > 0 && !bareDefinite(p.words) && (len(p.lands) > 0 || governmental(p.words)) {
			d.landmarks.whose[p.lemma] = append(d.landmarks.whose[p.lemma], mark)
		}
		if len(p.lands) != 1 {
			continue
		}
		mark.land = p.lands[0]
		if class, _ := w.rules.class(p.lemma, p.words); class != "" {
			d.landmarks.classes[class] = append(d.landmarks.classes[class], mark)
		}
	}
	return d.landmarks
}

// landNear finds the land of a description without one ("the government", "its
// army"): that of the last description of the same class before it, else of the
// last land named before it in its own sentence or the one before.
func (w *work) landNear(d *document, m int, class string) *land {
	at := d.claims.Mentions[m]
	marks := w.landmarksOf(d)
	named, described := lastBefore(marks.named, at.Start), lastBefore(marks.classes[class], at.Start)
	if named != nil && named.sentence >= at.Sentence-1 && (described == nil || described.start <= named.start) {
		return named.land
	}
	if described != nil {
		return described.land
	}
	return nil
}

// lastBefore returns the last of some landmarks that stands before a position, or nil.
func lastBefore(marks []landmark, start int) *landmark {
	i := sort.Search(len(marks), func(i int) bool { return marks[i].start >= start })
	if i == 0 {
		return nil
	}
	return &marks[i-1]
}
