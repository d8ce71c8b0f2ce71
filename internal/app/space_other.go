//go:build !linux

package app

import "errors"

// space is not known on this system.
func space(string) (free int64, remote bool, err error) {
	return 0, false, errors.New("asking how much space is free: not known on this system")
}
