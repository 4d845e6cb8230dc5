/** Style sheets are loaded by the module that needs them. */
declare module '*.css'
