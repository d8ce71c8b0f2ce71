package main

import (
	"fmt"
	"io"
	"math"
	"text/tabwriter"
)

// class is one of the fifteen of the set, with its quadrant: 1 and 2 are cooperation
// in words and deeds, 3 and 4 conflict in words and deeds.
type class struct {
	root string
	quad int
}

func classes() []class {
	return []class{
		{"AGREE", 1},
		{"CONSULT", 1},
		{"SUPPORT", 1},
		{"COOPERATE", 2},
		{"AID", 2},
		{"YIELD", 2},
		{"REQUEST", 3},
		{"ACCUSE", 3},
		{"REJECT", 3},
		{"THREATEN", 3},
		{"PROTEST", 4},
		{"SANCTION", 4},
		{"MOBILIZE", 4},
		{"COERCE", 4},
		{"ASSAULT", 4},
	}
}

// quadOf returns the quadrant of a class, 0 for none.
func quadOf(root string) int {
	for _, c := range classes() {
		if c.root == root {
			return c.quad
		}
	}
	return 0
}

// rootOf returns the class of the set for a type and standing of ours. The set has
// CONCEDE and RETREAT as one, YIELD. What is yet to come, or did not come about, it has
// as words: by PLOVER's manual, cooperation that is announced is AGREE and conflict that
// is announced THREATEN; by the table of the published coder, cooperation withheld is
// REJECT, and conflict that is given up YIELD.
func rootOf(kind, status string) string {
	if kind == "CONCEDE" || kind == "RETREAT" {
		kind = "YIELD"
	}
	quad := quadOf(kind)
	switch {
	case status == "planned" && quad <= 2:
		return "AGREE"
	case status == "planned" && quad == 4:
		return "THREATEN"
	case status == "negated" && quad <= 2:
		return "REJECT"
	case status == "negated" && quad == 3:
		return "AGREE"
	case status == "negated":
		return "YIELD"
	}
	return kind
}

// tally counts what was answered for each of the set's own labels.
type tally map[[2]string]int // gold, answered

// accuracy is the share that is right.
func (t tally) accuracy() float64 {
	right, all := 0, 0
	for k, n := range t {
		all += n
		if k[0] == k[1] {
			right += n
		}
	}
	return float64(right) / float64(max(all, 1))
}

// f1 returns the F1 of a label, and how many the set has.
func (t tally) f1(label string) (f float64, gold int) {
	answered := 0
	for k, n := range t {
		if k[0] == label {
			gold += n
		}
		if k[1] == label {
			answered += n
		}
	}
	return 2 * float64(t[[2]string{label, label}]) / float64(max(gold+answered, 1)), gold
}

// macro is the mean F1 of the labels that the set has.
func (t tally) macro(labels []string) float64 {
	sum, n := 0.0, 0
	for _, l := range labels {
		if f, gold := t.f1(l); gold > 0 {
			sum += f
			n++
		}
	}
	return sum / float64(max(n, 1))
}

// results are the figures of one coder.
type results struct{ root, quad tally }

func (r results) row() string {
	var roots, quads []string
	for _, c := range classes() {
		roots = append(roots, c.root)
	}
	for q := 1; q <= 4; q++ {
		quads = append(quads, fmt.Sprint(q))
	}
	return fmt.Sprintf("%.3f\t%.3f\t%.3f\t%.3f", r.root.accuracy(), r.root.macro(roots), r.quad.accuracy(), r.quad.macro(quads))
}

func resultsOf(pairs []pair, answered func(i int) string) results {
	r := results{tally{}, tally{}}
	for i, p := range pairs {
		a := answered(i)
		r.root[[2]string{p.gold, a}]++
		r.quad[[2]string{fmt.Sprint(quadOf(p.gold)), fmt.Sprint(quadOf(a))}]++
	}
	return r
}

func print(out io.Writer, pairs []pair, answers []answer) error {
	ours := resultsOf(pairs, func(i int) string { return answers[i].root })
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "%d pairs\troot accuracy\troot macro F1\tquad accuracy\tquad macro F1\n", len(pairs))
	fmt.Fprintf(w, "Trucewatch\t%s\n", ours.row())
	plain := resultsOf(pairs, func(i int) string { return answers[i].plain })
	fmt.Fprintf(w, "  by type alone, standing not looked at\t%s\n", plain.row())
	theirs := len(pairs) > 0 && pairs[0].published != ""
	if theirs {
		fmt.Fprintf(w, "Zero-Shot PLOVER, on the same pairs\t%s\n", resultsOf(pairs, func(i int) string { return pairs[i].published }).row())
	}
	fmt.Fprintf(w, "published, on all 1,033: Zero-Shot PLOVER\t.835\t.821\t.897\t.893\n")
	fmt.Fprintf(w, "floor, on all 1,033: naive Bayes\t.389\t.441\t.799\t.791\n")
	low, high := wilson(ours.root.accuracy(), len(pairs))
	fmt.Fprintf(w, "root accuracy, 95 %% interval\t%.3f to %.3f\n", low, high)
	if theirs {
		we, they := 0, 0
		for i, p := range pairs {
			switch a, b := answers[i].root == p.gold, p.published == p.gold; {
			case a && !b:
				we++
			case b && !a:
				they++
			}
		}
		fmt.Fprintf(w, "right by one coder only\tTrucewatch %d\tZero-Shot PLOVER %d\tMcNemar p = %.2g\n", we, they, mcnemar(we, they))
	}
	fits := [bothFit + 1]int{}
	for _, a := range answers {
		fits[a.fit]++
	}
	share := func(n int) float64 { return float64(n) / float64(max(len(pairs), 1)) }
	fmt.Fprintf(w, "\nany event in the sentence\t%.3f\n", 1-share(fits[noEvent]))
	fmt.Fprintf(w, "source acts, target takes part\t%.3f\n", share(fits[bothFit]))
	fmt.Fprintf(w, "only the source acts\t%.3f\n", share(fits[onlyActor]))
	fmt.Fprintf(w, "only the target takes part\t%.3f\n", share(fits[onlyOther]))
	fmt.Fprintf(w, "neither\t%.3f\n", share(fits[neither]))
	if err := w.Flush(); err != nil {
		return fmt.Errorf("printing the figures: %w", err)
	}
	return confusion(out, ours.root)
}

// confusion prints for each class of the set what was answered.
func confusion(out io.Writer, t tally) error {
	w := tabwriter.NewWriter(out, 0, 0, 1, ' ', tabwriter.AlignRight)
	fmt.Fprint(w, "\nset \\ answered\t")
	for _, c := range classes() {
		fmt.Fprintf(w, "%.4s\t", c.root)
	}
	fmt.Fprintln(w, "none\tF1\t")
	for _, c := range classes() {
		fmt.Fprintf(w, "%s\t", c.root)
		for _, d := range append(classes(), class{root: none}) {
			if n := t[[2]string{c.root, d.root}]; n > 0 {
				fmt.Fprint(w, n)
			} else {
				fmt.Fprint(w, ".")
			}
			fmt.Fprint(w, "\t")
		}
		f, _ := t.f1(c.root)
		fmt.Fprintf(w, "%.2f\t\n", f)
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("printing what was taken for what: %w", err)
	}
	return nil
}

// wilson returns the score interval of a share of n at 95 % (Wilson 1927).
func wilson(share float64, n int) (low, high float64) {
	if n == 0 {
		return 0, 1
	}
	const z = 1.959964
	m := float64(n)
	middle := (share + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(share*(1-share)/m+z*z/(4*m*m))
	return middle - half, middle + half
}

// mcnemar returns the exact two-sided p that two coders, of whom one alone was right a
// and the other b times, are equally good.
func mcnemar(a, b int) float64 {
	n := a + b
	p := 0.0
	for k := 0; k <= min(a, b); k++ {
		choose, _ := math.Lgamma(float64(n + 1))
		x, _ := math.Lgamma(float64(k + 1))
		y, _ := math.Lgamma(float64(n - k + 1))
		p += math.Exp(choose - x - y - float64(n)*math.Ln2)
	}
	return min(1, 2*p)
}
