package dossier_test

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// luminance is the relative luminance of WCAG 2.2 of a colour such as #1d1f22 or #fff.
func luminance(t *testing.T, color string) float64 {
	t.Helper()
	hex := strings.TrimPrefix(color, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	linear := func(c uint64) float64 {
		x := float64(c&255) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(n>>16) + 0.7152*linear(n>>8) + 0.0722*linear(n)
}

// TestContrast wants 4.5 to 1 (WCAG AA) between every text and what it stands on,
// in the light, the dark and the printed page.
func TestContrast(t *testing.T) {
	css, err := os.ReadFile("page.css")
	if err != nil {
		t.Fatal(err)
	}
	themes := regexp.MustCompile(`:root\{([^}]*)\}`).FindAllStringSubmatch(string(css), -1)
	if len(themes) != 3 {
		t.Fatalf("%d themes, want light, dark and print", len(themes))
	}
	colors := map[string]string{}
	for i, theme := range themes {
		if i == 2 { // what print does not set is that of the light page
			for _, m := range regexp.MustCompile(`--(\w+):(#\w+)`).FindAllStringSubmatch(themes[0][1], -1) {
				colors[m[1]] = m[2]
			}
		}
		for _, m := range regexp.MustCompile(`--(\w+):(#\w+)`).FindAllStringSubmatch(theme[1], -1) {
			colors[m[1]] = m[2]
		}
		for pair := range strings.FieldsSeq("ink/bg quiet/bg link/bg warn/bg ink/trigger ink/cue ink/count ink/seen quiet/seen link/seen warn/seen link/trigger link/cue link/count") {
			text, ground, _ := strings.Cut(pair, "/")
			a, b := luminance(t, colors[text]), luminance(t, colors[ground])
			if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < 4.5 {
				t.Errorf("theme %d: %s on %s is %.2f to 1", i, text, ground, ratio)
			}
		}
	}
}
