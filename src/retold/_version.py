"""The version, where every module can read it without importing the package's face."""

VERSION = "0.1.0"
