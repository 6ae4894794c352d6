package io.hourbook;
public class Hourbook { public static void main(String[] a) {} }
