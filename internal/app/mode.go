package app

import (
	"fmt"

	"github.com/trucewatch/trucewatch/internal/lang"
)

// Mode chooses how closely sentences are parsed.
type Mode = lang.Mode

// The modes of analysis.
const (
	Fast = lang.Fast // a smaller network, about a point and a half less accurate
	Full = lang.Full
)

// ParseMode reads the name of a mode.
func ParseMode(name string) (Mode, error) {
	switch m := Mode(name); m {
	case Fast, Full:
		return m, nil
	}
	return "", fmt.Errorf("no analysis %q, only %q and %q", name, Fast, Full)
}
